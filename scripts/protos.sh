#!/usr/bin/env bash
# Regenerates what is made from Protos/: the C messages (protoc-c), the descriptor set (protoc),
# and from that the Swift views and stubs (StubGenerator). Needs protoc, protoc-c and the well-known protos.
set -euo pipefail
cd "$(dirname "$0")/.."

mapfile -t protos < <(cd Protos && find . -name '*.proto' | sed 's|^\./||' | LC_ALL=C sort)
well_known=(google/protobuf/any.proto google/protobuf/descriptor.proto)
# protoc-c puts a header's path into its #include lines, so the output folder is the public header folder.
output=Sources/CMessages/include
rm -rf "$output"/{google,grpc,lyceum,ttrpc}
protoc-c --proto_path=Protos --proto_path=/usr/include --c_out="$output" "${protos[@]}" "${well_known[@]}"
protoc --proto_path=Protos --proto_path=/usr/include --include_imports --include_source_info \
    --descriptor_set_out=Protos/descriptors.binpb "${protos[@]}"
swift run --quiet "$@" StubGenerator Protos/descriptors.binpb Sources/Messages/Generated Sources/Stubs/Generated
swift format --in-place --configuration .swift-format --recursive Sources/Messages/Generated Sources/Stubs/Generated
