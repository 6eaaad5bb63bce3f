# shellcheck shell=bash
# What every script here shares; sourced, never run.

# Prints a line of progress to standard error, so that a script's own output stays clean.
say() { printf '==> %s\n' "$*" >&2; }

# Prints what went wrong and ends the script.
die() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}
