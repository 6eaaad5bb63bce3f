#!/usr/bin/env bash
# What batching saves in the running product. See batching.py for what is measured.
#
#   SECONDS_EACH=5 ./batching.sh
set -euo pipefail
cd "$(dirname "$0")"
. ./common.sh
command -v wrk >/dev/null || { say "wrk is missing: apt-get install wrk"; exit 1; }
products=${PRODUCTS:-$(../scripts/build.sh)}
exec ./batching.py --products "$products"
