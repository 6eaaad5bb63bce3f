#!/usr/bin/env bash
# Builds the Go peers from Debian's packages, in GOPATH mode, as .build/peer. Both use the same generated messages, gogo's
# fast ones, so that they differ in their runtimes alone.
set -euo pipefail
cd "$(dirname "$0")"

work="$PWD/.build"
sources="$work/src/lyceum"
rm -rf "$sources"
mkdir -p "$sources"/{peer,cache,ttrpcstubs,grpcstubs}
cp ./*.go "$sources/peer/"

protos() { protoc --proto_path=../../../Protos --proto_path=../../Protos --proto_path=/usr/include "$@"; }
packages() { echo "Mlyceum/cache/v1/cache.proto=lyceum/cache,Mbenchmark.proto=lyceum/$1"; }
protos --gogofast_out="$(packages cache):$sources/cache" lyceum/cache/v1/cache.proto
protos --gogottrpc_out="plugins=ttrpc,$(packages ttrpcstubs):$sources/ttrpcstubs" benchmark.proto
protos --gogofast_out="plugins=grpc,$(packages grpcstubs):$sources/grpcstubs" benchmark.proto
find "$sources/cache" -mindepth 2 -name '*.pb.go' -exec mv {} "$sources/cache/" \;

GO111MODULE=off GOFLAGS='' GOPATH="$work:/usr/share/gocode" GOCACHE="$work/cache" go build -o "$work/peer" lyceum/peer
