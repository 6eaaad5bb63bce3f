#!/usr/bin/env bash
# Runs the tests of the targets that hold C memory, or send it, under the address sanitizer, in a build of its own: use
# after free, overruns and leaks fail it. XCTest's runner, which finds no tests here, is left out because it leaks by itself.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

scripts/install.sh test
scripts/interop-peers.sh
# Quoted within, as options are split at spaces and colons.
export LSAN_OPTIONS="suppressions='$PWD/scripts/address-sanitizer/suppressions.txt':print_suppressions=0"
options=(--disable-xctest --sanitize=address --scratch-path .build-address)
swift build --build-tests --sanitize=address --scratch-path .build-address
for target in Messages Postgres Redis RPC; do
    say "running ${target}Tests"
    swift test --skip-build --no-parallel "${options[@]}" --filter "^${target}Tests\."
done
