#!/usr/bin/env bash
# Installs what is missing, and runs every test in debug mode. Arguments go to `swift test`:
#
#   scripts/test.sh --filter Supervisor
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

scripts/install.sh test
say "building the tests"
swift build --build-tests
say "running the tests"
swift test --skip-build "$@"
