#!/usr/bin/env bash
# Feeds random bytes to what reads a peer's bytes, under libFuzzer and the address sanitizer, for so many seconds a
# target (20). Each begins with its folder of Fuzz/Corpus. An input that crashes or hangs is left in .build-fuzz.
#
#   scripts/fuzz.sh [seconds] [target …]
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

scripts/install.sh test
seconds=${1:-20}
(($# == 0)) || shift
targets=("$@")
if (($# == 0)); then targets=(Frames Envelopes Messages); fi
swift build --configuration release --package-path Fuzz --scratch-path .build-fuzz --product Fuzz \
    -Xswiftc -enable-testing -Xswiftc -sanitize=fuzzer,address -Xcc -fsanitize=fuzzer-no-link,address
for target in "${targets[@]}"; do
    work=.build-fuzz/corpus/$target
    mkdir -p "$work"
    say "fuzzing $target for $seconds s"
    # New inputs go to the first folder, so that the second, which is committed, stays as it is.
    # Addresses are not symbolised, which can take minutes: addr2line does it for the few that matter.
    ASAN_OPTIONS=symbolize=0 FUZZ_TARGET=$target nice -n 19 .build-fuzz/release/Fuzz "$work" "Fuzz/Corpus/$target" \
        -max_total_time="$seconds" -timeout=5 -rss_limit_mb=2048 -max_len=8192 \
        -artifact_prefix=".build-fuzz/$target-" -print_final_stats=1
done
