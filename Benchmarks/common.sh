# shellcheck shell=bash
# What the benchmarks share; sourced, never run.

# Prints one figure as a line of JSON: name, value, unit.
figure() { printf '{"bench": "%s", "value": %s, "unit": "%s"}\n' "$1" "$2" "$3"; }

say() { printf '==> %s\n' "$*" >&2; }
