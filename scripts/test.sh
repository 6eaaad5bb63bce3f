#!/usr/bin/env bash
# Installs what is missing, and runs every test in debug mode, one target after the other: tests of deadlines and of
# servers that are killed should not have those of other targets on their cores. Arguments go to `swift test`:
#
#   scripts/test.sh --filter Supervisor
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

scripts/install.sh test
say "building the peers that the RPC tests talk to"
scripts/interop-peers.sh
say "building the tests"
swift build --build-tests
if (($# > 0)); then exec swift test --skip-build "$@"; fi

failed=()
for folder in Tests/*/; do
    target="$(basename "$folder")"
    say "running $target"
    swift test --skip-build --filter "^$target\." || failed+=("$target")
done
((${#failed[@]} == 0)) || die "tests failed in ${failed[*]}"
