#!/usr/bin/env bash
# The whole product under load, side by side with FastAPI, nginx and a bare handler on SwiftNIO, with the load generator on
# the same machine. See product.py for how it is measured. Peers that can't be had here are skipped by name.
#
#   SECONDS_EACH=5 ROUNDS=3 CONNECTIONS=64 ./http.sh
set -euo pipefail
cd "$(dirname "$0")"
. ./common.sh
command -v wrk >/dev/null || { say "wrk is missing: apt-get install wrk"; exit 1; }
command -v python3 >/dev/null || { say "python3 is missing: apt-get install python3"; exit 1; }

arguments=(--products "${PRODUCTS:-$(../scripts/build.sh)}")
if [[ -n ${NIO_PEER:-} ]]; then
    arguments+=(--nio "$NIO_PEER")
else
    build_release --scratch-path .build --product HTTPPeer
    arguments+=(--nio .build/release/HTTPPeer)
fi
if python="$(peers/fastapi/environment.sh)"; then
    arguments+=(--fastapi "$python")
else
    say "skipped: fastapi, whose packages can't be had (python3-venv, and PyPI)"
fi
./product.py "${arguments[@]}"
