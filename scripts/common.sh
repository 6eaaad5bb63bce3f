# shellcheck shell=bash
# What every script here shares; sourced, never run.

# Prints a line of progress to standard error, so that a script's own output stays clean.
say() { printf '==> %s\n' "$*" >&2; }

# Prints what is left out, and why. .ci/run tells it once more at its end: it names a file for that.
skip() {
    say "skipped: $*"
    if [[ -n ${CI_SKIPPED:-} ]]; then printf '%s\n' "$*" >>"$CI_SKIPPED"; fi
}

# Prints what went wrong and ends the script.
die() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}
