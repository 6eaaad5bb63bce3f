#pragma once
#include <stddef.h>
#include <stdint.h>

/// libFuzzer's own main loop (clang's compiler-rt, FuzzerInterface): calls the function with one input after the other.
/// Its main function is not used, because SwiftPM names the program's.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));
