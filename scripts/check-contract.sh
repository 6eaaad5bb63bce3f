#!/usr/bin/env bash
# Holds a running installation to its contract by tools of other makes: Chromium, openapi-spec-validator, schemathesis and
# httplint. What can't be had is skipped, by name: the last three where PyPI, or the index that pip asks instead, can't be
# reached. It writes to the catalogue of the installation.
#
#   LYCEUM_STATE_DIR=… scripts/check-contract.sh http://127.0.0.1:8080 path/to/lyceum
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

url="$1"
lyceum="$2"
tools=(openapi-spec-validator==0.9.0 schemathesis==4.32.5 httplint==2026.10.4)
work="$(mktemp --directory)"
trap 'rm -rf "$work"' EXIT

# A user of the demo data, as an admin.
LYCEUM_TOKEN="$("$lyceum" token --user 16637c01-4fa7-553b-8e73-96279816965d --role admin)"
export LYCEUM_TOKEN

if command -v chromedriver >/dev/null; then
    scripts/contract/page.py "$url"
else
    skip "Chromium on /docs: chromedriver is not installed"
fi

python3 -m venv "$work/venv"
pip="$work/venv/bin/pip"
if ! "$pip" install --quiet --disable-pip-version-check --timeout 10 --retries 1 "${tools[@]}" >"$work/log" 2>&1; then
    index="${PIP_INDEX_URL:-$("$pip" config get global.index-url 2>/dev/null || echo https://pypi.org/simple)}"
    if curl --silent --head --fail --location --max-time 20 --output /dev/null "${index%/}/"; then
        die "the tools can't be installed: $(tail --lines=10 "$work/log")"
    fi
    tail --lines=3 "$work/log" >&2
    for tool in "${tools[@]}"; do skip "${tool%%=*}: the package index can't be reached"; done
    exit 0
fi

curl --silent --fail --max-time 10 --output "$work/openapi.json" "$url/openapi.json"
"$work/venv/bin/openapi-spec-validator" "$work/openapi.json"
scripts/contract/lint.py "$url" "$work/venv/bin/httplint"
"$work/venv/bin/schemathesis" --config-file scripts/contract/schemathesis.toml \
    run "$url/openapi.json" --no-color | tee "$work/schemathesis"
cases="$(sed --quiet 's/^ *\([0-9]*\) generated,.*/\1/p' "$work/schemathesis")"
((${cases:-0} >= 2000)) || die "schemathesis made ${cases:-no} cases, fewer than 2,000"
