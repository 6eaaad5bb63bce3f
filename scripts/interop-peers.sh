#!/usr/bin/env bash
# Builds the peers of another make that the RPC tests talk to, into .build/peers: Go's ttrpc as Debian ships it, with
# code from its own generator. The Python peer needs no building.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

for tool in go protoc protoc-gen-gogottrpc; do
    command -v "$tool" >/dev/null || die "$tool is missing; scripts/install.sh test installs what the tests need"
done
output="$PWD/.build/peers"
mkdir -p "$output/go/src/go-peer"
# The generator wants a Go import path for the file; the folder that it makes is that path's.
protoc --proto_path=Protos --gogottrpc_out="plugins=ttrpc:$output/go/src" lyceum/cache/v1/cache.proto
cp Tests/RPCTests/Interop/Peers/go/main.go "$output/go/src/go-peer/"
# Debian's Go libraries are sources in a GOPATH.
GO111MODULE=off GOPATH="$output/go:/usr/share/gocode" go build -o "$output/go-peer" go-peer
