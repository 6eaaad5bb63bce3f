# shellcheck shell=bash
# What the benchmarks share; sourced, never run.

# Prints a line of progress to standard error, where no figures are.
say() { printf '==> %s\n' "$*" >&2; }
