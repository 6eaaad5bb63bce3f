#!/usr/bin/env bash
# Runs the tests of the targets that hold C memory, or send it, under the address sanitizer, in a build of its own: use
# after free, overruns and leaks fail it. XCTest's runner, which finds no tests here, is left out because it leaks by itself.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install.sh test
exec swift test --disable-xctest --sanitize=address --scratch-path .build-address \
    --filter '^(MessagesTests|PostgresTests|RedisTests|RPCTests)\.'
