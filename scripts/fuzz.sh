#!/usr/bin/env bash
# Feeds random bytes to what reads a peer's or a client's bytes, and as events to what keeps the state of connections,
# under libFuzzer and the address sanitizer, for so many seconds a target (20). Each begins with what Fuzz/Corpus holds
# for it: a folder of seeds, and an archive of the inputs that longer runs found to reach further, which KEEP=1 makes
# anew. An input that crashes or hangs is left in .build-fuzz.
#
#   [KEEP=1] scripts/fuzz.sh [seconds] [target …]
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

scripts/install.sh test
seconds=${1:-20}
(($# == 0)) || shift
targets=("$@")
if (($# == 0)); then targets=(Frames Envelopes Messages Connections ConnectionPool JSONWriting JSONReading); fi
swift build --configuration release --package-path Fuzz --scratch-path .build-fuzz --product Fuzz \
    -Xswiftc -enable-testing -Xswiftc -sanitize=fuzzer,address -Xcc -fsanitize=fuzzer-no-link,address

# Addresses are not symbolised, which can take minutes: addr2line does it for the few that matter.
export ASAN_OPTIONS=symbolize=0
for target in "${targets[@]}"; do
    export FUZZ_TARGET=$target
    seeds=Fuzz/Corpus/$target
    work=.build-fuzz/corpus/$target
    mkdir -p "$work"
    tar -xzf "$seeds.tar.gz" -C "$work"
    say "fuzzing $target for $seconds s"
    # New inputs go to the first folder.
    nice -n 19 .build-fuzz/release/Fuzz "$work" "$seeds" \
        -max_total_time="$seconds" -timeout=30 -rss_limit_mb=2048 -max_len=8192 \
        -artifact_prefix=".build-fuzz/$target-" -print_final_stats=1
    [[ ${KEEP:-} ]] || continue
    rm -rf "$work-kept" && mkdir "$work-kept"
    .build-fuzz/release/Fuzz -merge=1 -artifact_prefix=".build-fuzz/$target-" "$work-kept" "$work" "$seeds"
    tar --sort=name --mtime=@0 --owner=0 --group=0 -czf "$seeds.tar.gz" -C "$work-kept" .
done
