#!/usr/bin/env bash
# Regenerates the committed code that is made from Protos/benchmark.proto: our stubs, and those of grpc-swift-2, whose
# generators take minutes to build. Needs protoc.
set -euo pipefail
cd "$(dirname "$0")"

work="$(mktemp --directory)"
trap 'rm -rf "$work"' EXIT
protos=(lyceum/cache/v1/cache.proto benchmark.proto)
includes=(--proto_path=../Protos --proto_path=Protos --proto_path=/usr/include)

protoc "${includes[@]}" --include_imports --include_source_info --descriptor_set_out="$work/descriptors" "${protos[@]}"
swift run --package-path .. --quiet StubGenerator "$work/descriptors" "$work/messages" "$work/stubs"
# Generated stubs are part of the module Stubs otherwise.
sed 's/^public import RPC$/&\nimport Stubs/' "$work/stubs/Benchmark.swift" >Sources/RPCPeer/Generated/Benchmark.swift
swift format --in-place --configuration ../.swift-format Sources/RPCPeer/Generated/Benchmark.swift

peer=peers/grpc-swift
for generator in protoc-gen-swift protoc-gen-grpc-swift-2; do
    swift build --package-path "$peer" --configuration release --product "$generator" >&2
done
products="$(swift build --package-path "$peer" --configuration release --show-bin-path)"
generated="$peer/Sources/GRPCSwiftPeer/Generated"
protoc "${includes[@]}" --plugin="$products/protoc-gen-swift" --swift_out="$generated" \
    --swift_opt=FileNaming=DropPath "${protos[@]}"
protoc "${includes[@]}" --plugin="$products/protoc-gen-grpc-swift-2" --grpc-swift-2_out="$generated" \
    --grpc-swift-2_opt=FileNaming=DropPath benchmark.proto
