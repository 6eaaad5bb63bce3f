// What Swift's Glibc module leaves out of spawn.h, since it is GNU's.
#pragma once

// Closes all files from `first` on in the program that is started. `file_actions` is a posix_spawn_file_actions_t.
int spawn_close_from(void *file_actions, int first);
