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

log="$(mktemp)"
trap 'rm -f "$log"' EXIT
failed=()
failures=""
for folder in Tests/*/; do
    target="$(basename "$folder")"
    say "running $target"
    if ! swift test --skip-build --filter "^$target\." 2>&1 | tee "$log"; then
        failed+=("$target")
        # Thousands of lines of passing tests may follow a failure: it is told again at the end.
        failures+="$(printf '\n%s:\n' "$target" && { grep -A 3 -E 'recorded an issue|Fatal error|signal code' "$log" || tail -n 5 "$log"; })"
    fi
    # Swift Testing says so in a line each.
    while IFS= read -r line; do skip "$line"; done < <(grep -oE '(Test|Suite) .* skipped(: ".*"|\.)$' "$log")
done
((${#failed[@]} == 0)) || die "tests failed in ${failed[*]}$failures"
