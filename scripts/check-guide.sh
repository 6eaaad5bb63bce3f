#!/usr/bin/env bash
# Follows docs/NEW-SERVICE.md in a copy of the sources, and fails unless its program prints what the guide says.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

copy="$PWD/.build-guide/lyceum"
mkdir -p "$copy"
# What an earlier run has built in the copy stays.
rm -rf "$copy"/{Sources,Tests,Protos,scripts}
cp --archive Sources Tests Protos scripts Package.swift .swift-format "$copy"
scripts/apply-guide.py docs/NEW-SERVICE.md "$copy"

cd "$copy"
scripts/protos.sh
swift build --quiet --product greeter
program="$(swift build --show-bin-path)/greeter"
: > actual.txt
stdbuf --output=L "$program" > actual.txt 2> greeter.log &
process=$!
for _ in {1..600}; do
    [ "$(wc -l < actual.txt)" -lt "$(wc -l < expected.txt)" ] || break
    kill -0 "$process" || break
    sleep 0.1
done
kill -TERM "$process" || true
wait "$process" || die "the guide's program failed: $(cat greeter.log)"
diff expected.txt actual.txt || die "the guide's program prints something else"
say "the guide's program prints what it says"
