#!/usr/bin/env bash
# Formats every Swift file as .swift-format says; with --check, fails when one isn't formatted like that.
#
#   scripts/format.sh [--check]
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

case "${1:-}" in
'') mode=(format --in-place) ;;
--check) mode=(lint --strict) ;;
*) die "usage: scripts/format.sh [--check]" ;;
esac
# Folders of builds are left out: their names begin with a dot.
exec swift format "${mode[@]}" --parallel --recursive --configuration .swift-format \
    Package.swift Sources Tests Fuzz Benchmarks scripts
