#!/usr/bin/env bash
# Fails when the generated code differs from what `make protos` makes of Protos/.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

generated=(Protos/descriptors.binpb Sources/CMessages/include Sources/Messages/Generated Sources/Stubs)
before="$(mktemp --directory)"
trap 'rm -rf "$before"' EXIT

cp --archive --parents "${generated[@]}" "$before"
make protos
for path in "${generated[@]}"; do
    diff --recursive --brief "$before/$path" "$path" ||
        die "generated code differs from Protos/: run make protos, and commit what it changes"
done
