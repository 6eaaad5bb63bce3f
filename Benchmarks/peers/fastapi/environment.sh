#!/usr/bin/env bash
# Makes a virtual environment with the pinned packages, unless it is there; prints its Python.
set -euo pipefail
cd "$(dirname "$0")"

stamp=.build/requirements.txt
if ! cmp --silent requirements.txt "$stamp"; then
    rm -rf .build
    python3 -m venv .build >&2
    .build/bin/pip install --quiet --disable-pip-version-check --requirement requirements.txt >&2
    cp requirements.txt "$stamp"
fi
printf '%s\n' "$PWD/.build/bin/python"
