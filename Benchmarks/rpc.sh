#!/usr/bin/env bash
# RPC echo through the generated kind of async client, on the default executor, over loopback TCP in one process.
set -euo pipefail
cd "$(dirname "$0")"
swift build --configuration release --scratch-path .build >&2
exec .build/release/RPCEcho
