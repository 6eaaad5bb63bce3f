#!/usr/bin/env bash
# What batching costs a caller who is alone, and what a stalling backend costs. See backend.py for what is measured.
#
#   SECONDS_EACH=5 ROUNDS=3 LOOKUPS=5000 ./backend.sh
set -euo pipefail
cd "$(dirname "$0")"
. ./common.sh
command -v wrk >/dev/null || { say "wrk is missing: apt-get install wrk"; exit 1; }
if [[ -z ${LOADER_PATH:-} ]]; then
    swift build --configuration release --scratch-path .build --product LoaderPath >&2
    LOADER_PATH=.build/release/LoaderPath
fi
exec ./backend.py --products "${PRODUCTS:-$(../scripts/build.sh)}" --loader-path "$LOADER_PATH"
