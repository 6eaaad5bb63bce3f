# shellcheck shell=bash
# What the benchmarks share; sourced, never run.

# Prints a line of progress to standard error, where no figures are.
say() { printf '==> %s\n' "$*" >&2; }

# Builds in release mode, linked as scripts/build.sh links the product, so that peers have what ours have.
build_release() { swift build --configuration release --static-swift-stdlib -Xswiftc -use-ld=lld "$@" >&2; }
