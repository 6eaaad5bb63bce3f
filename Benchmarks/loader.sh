#!/usr/bin/env bash
# What the loader costs, and what it saves when real look-ups are replayed in front of a simulated backend.
set -euo pipefail
cd "$(dirname "$0")"
source ./common.sh
build_release --scratch-path .build --product LoaderCosts
build_release --scratch-path .build --product LoaderLatency
build_release --scratch-path .build --product LoaderReplay
.build/release/LoaderCosts
# With more cores than one the first two count what they wait for the loader's lock, too.
taskset --cpu-list "$(($(nproc) - 1))" .build/release/LoaderCosts _one_core
.build/release/LoaderLatency "${ROUNDS:-5}"
trace="${LYCEUM_DATA_DIR:-}/traces/cache2k_orm-night.trace.xz"
if [[ -f $trace ]]; then
  xz --decompress --stdout "$trace" | .build/release/LoaderReplay
else
  say "loader_replay skipped: LYCEUM_DATA_DIR has no traces/cache2k_orm-night.trace.xz"
fi
