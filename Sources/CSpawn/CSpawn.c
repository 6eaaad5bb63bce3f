#define _GNU_SOURCE
#include "CSpawn.h"

#include <spawn.h>

int spawn_close_from(void *file_actions, int first) {
    return posix_spawn_file_actions_addclosefrom_np(file_actions, first);
}
