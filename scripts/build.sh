#!/usr/bin/env bash
# Builds the five executables in release mode, in a folder of their own beside the debug build's,
# and prints the folder they are in. Does nothing when no source has changed since the last time:
# SwiftPM needs seconds to find that out, a look at the files' names, sizes and times does not.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

scratch=.build-release
stamp=$scratch/lyceum.stamp
products=(lyceum lyceum-course lyceum-leaderboard lyceum-cache lyceum-gateway)

# One line for all that the build reads: every source file, the manifest, the compiler, and how it is called.
fingerprint() {
    {
        swiftc --version 2>/dev/null
        cat scripts/build.sh
        find Package.swift Sources -type f -printf '%p %s %T@\n' | LC_ALL=C sort
    } | sha256sum
}

# Whether every product is there.
built() {
    local product
    for product in "${products[@]}"; do
        [[ -x $scratch/release/$product ]] || return 1
    done
}

command -v swift >/dev/null || die "swift is not in PATH: install Swift 6.2 or later from https://www.swift.org/install"

now="$(fingerprint)"
if ! built || [[ "$(cat "$stamp" 2>/dev/null)" != "$now" ]]; then
    say "building in release mode (the first time takes some minutes)"
    # Swift's own libraries are linked in: calls of them by way of a shared library take a twentieth of a request's time.
    # lld, as the default linker warns of a function in Foundation that nobody calls.
    swift build --configuration release --scratch-path "$scratch" --static-swift-stdlib -Xswiftc -use-ld=lld >&2
    printf '%s\n' "$now" >"$stamp"
fi
printf '%s\n' "$PWD/$scratch/release"
