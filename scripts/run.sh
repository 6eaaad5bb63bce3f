#!/usr/bin/env bash
# Installs what is missing, builds in release mode, and becomes `lyceum up`.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

scripts/install.sh run
products="$(scripts/build.sh)"
exec "$products/lyceum" up "$@"
