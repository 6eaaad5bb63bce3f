#!/usr/bin/env bash
# What batching costs a caller who is alone, and what a stalling backend costs. See backend.py for what is measured.
#
#   SECONDS_EACH=15 ROUNDS=3 LOOKUPS=5000 ./backend.sh
set -euo pipefail
cd "$(dirname "$0")"
. ./common.sh
command -v wrk >/dev/null || { say "wrk is missing: apt-get install wrk"; exit 1; }
build() {
    build_release --scratch-path .build --product "$1" && echo ".build/release/$1"
}
loader_path=${LOADER_PATH:-$(build LoaderPath)}
stalling_proxy=${STALLING_PROXY:-$(build StallingProxy)}
products=${PRODUCTS:-$(../scripts/build.sh)}
exec ./backend.py --products "$products" \
    --loader-path "$loader_path" --stalling-proxy "$stalling_proxy"
