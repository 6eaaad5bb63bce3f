#!/usr/bin/env bash
# Runs the tests of the targets that share state between threads under the thread sanitizer, in a build of its own: a
# data race fails it. thread-sanitizer/*.c tell the sanitizer what it can't see, of locks and continuations, so that next
# to nothing has to be suppressed. That a real race is still found is checked first.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

scripts/install.sh test
scripts/interop-peers.sh
build="$PWD/.build-thread"
mkdir -p "$build"
# Quoted within, as options are split at spaces and colons.
export TSAN_OPTIONS="suppressions='$PWD/scripts/thread-sanitizer/suppressions.txt'"
objects=()
linking=()
for part in mutex continuation; do
    clang -Wall -Werror -O1 -c "scripts/thread-sanitizer/$part.c" -o "$build/$part.o"
    objects+=("$build/$part.o")
    linking+=(-Xlinker "$build/$part.o")
done

swiftc -swift-version 6 -sanitize=thread scripts/thread-sanitizer/race.swift "${objects[@]}" -o "$build/race"
"$build/race" guarded >/dev/null || die "the sanitizer takes what is guarded for a race"
if "$build/race" race >/dev/null 2>&1; then die "the sanitizer misses a race"; fi

targets=(RPC Loader Postgres Redis)
for target in "${targets[@]}"; do
    if grep -rnE 'withChecked(Throwing)?Continuation' "Sources/$target" "Tests/${target}Tests"; then
        die "the sanitizer can't see checked continuations: see thread-sanitizer/continuation.c"
    fi
done

options=(--disable-xctest --sanitize=thread --scratch-path "$build" "${linking[@]}")
swift build --build-tests --sanitize=thread --scratch-path "$build" "${linking[@]}"
log="$(mktemp)"
trap 'rm -f "$log"' EXIT
for target in "${targets[@]}"; do
    say "running ${target}Tests"
    if ! swift test --skip-build --no-parallel "${options[@]}" --filter "^${target}Tests\." 2>&1 | tee "$log"; then
        # The report stands far above, among what passed: its head is told again.
        grep -A 12 'WARNING: ThreadSanitizer' "$log" | cut -c 1-240 || true
        die "${target}Tests failed, or have a race"
    fi
done
