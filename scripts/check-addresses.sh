#!/usr/bin/env bash
# Runs the tests of the targets that hold C memory under the address sanitizer, in a build of its own.
# Leaks are looked for by valgrind-like tools, not here: LeakSanitizer needs ptrace, which containers deny.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

scripts/install.sh test
export ASAN_OPTIONS=detect_leaks=0
exec swift test --sanitize=address --scratch-path .build-address --filter '^(MessagesTests|PostgresTests|RedisTests)\.'
