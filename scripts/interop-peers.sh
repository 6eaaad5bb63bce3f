#!/usr/bin/env bash
# Builds the peers of another make that tests talk to, into .build/peers: Go's ttrpc as Debian ships it, with code from
# its own generator. The Python peer needs no building.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

for tool in go protoc protoc-gen-gogottrpc; do
    command -v "$tool" >/dev/null || die "$tool is missing; scripts/install.sh test installs what the tests need"
done
output="$PWD/.build/peers"
mkdir -p "$output/go/src/go-peer"
# The generator wants a Go import path for each file; the folder that it makes is that path's. Debian has the descriptors
# of protobuf as Go code of the same make only.
options="plugins=ttrpc,Mgoogle/protobuf/descriptor.proto=github.com/gogo/protobuf/protoc-gen-gogo/descriptor"
for file in lyceum/options.proto lyceum/cache/v1/cache.proto lyceum/course/v1/course.proto grpc/health/v1/health.proto; do
    protoc --proto_path=Protos --gogottrpc_out="$options:$output/go/src" "$file"
done
cp Tests/RPCTests/Interop/Peers/go/*.go "$output/go/src/go-peer/"
# Debian's Go libraries are sources in a GOPATH.
GO111MODULE=off GOPATH="$output/go:/usr/share/gocode" go build -o "$output/go-peer" go-peer
