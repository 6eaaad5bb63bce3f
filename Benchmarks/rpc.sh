#!/usr/bin/env bash
# RPC through the generated async client, beside a bare ping-pong over NIO; with `--peers` also beside grpc-swift-2 and
# Go's ttrpc and gRPC, which take minutes to build. See rpc.py for how it is measured.
#
#   SECONDS_EACH=2 ROUNDS=5 ./rpc.sh [--peers]
set -euo pipefail
cd "$(dirname "$0")"
. ./common.sh
command -v python3 >/dev/null || { say "python3 is missing: apt-get install python3"; exit 1; }

build_release --scratch-path .build
peers=(ours=.build/release/RPCPeer bare_nio=.build/release/NIOPeer "bare_nio_tasks=TASKS=1 .build/release/NIOPeer")
if [[ ${1:-} == --peers ]]; then
    build_release --package-path peers/grpc-swift
    grpc_swift=peers/grpc-swift/.build/release/GRPCSwiftPeer
    peers/go/build.sh >&2
    # As a path from here, since rpc.py splits commands at spaces.
    go_peer=peers/go/.build/peer
    peers+=("grpc_swift=$grpc_swift" "grpc_swift_uncoalesced=NO_FLUSH_COALESCING=1 $grpc_swift")
    peers+=("ttrpc_go=$go_peer ttrpc" "grpc_go=$go_peer grpc")
fi
./rpc.py --table .build/rpc-table.md "${peers[@]}"
say "the table is in Benchmarks/.build/rpc-table.md"
