#!/usr/bin/env bash
# Installs the Debian packages that are missing for one purpose, and nothing when all are there.
# The apt line is printed before it runs. No system service is left running or enabled by it.
#
#   scripts/install.sh run|test|protos|bench|http|check
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

build=(ca-certificates git pkg-config libpq-dev libhiredis-dev libprotobuf-c-dev)
servers=(postgresql redis-server)
# What builds and runs the peers of another make that the RPC tests talk to.
peers=(golang-go golang-github-containerd-ttrpc-dev gogottrpc protobuf-compiler python3-protobuf)
case "${1:-}" in
run) wanted=("${build[@]}" "${servers[@]}") ;;
test) wanted=("${build[@]}" "${servers[@]}" "${peers[@]}") ;;
protos) wanted=(libprotobuf-c-dev libprotobuf-dev protobuf-compiler protobuf-c-compiler) ;;
bench)
    wanted=(
        gogoprotobuf gogottrpc golang-github-containerd-ttrpc-dev golang-go golang-google-grpc-dev protobuf-compiler
        python3
    )
    ;;
http) wanted=(nginx-light python3 python3-venv wrk) ;;
check) wanted=(chromium-driver curl docker-compose prometheus python3 python3-venv shellcheck) ;;
*) die "usage: scripts/install.sh run|test|protos|bench|http|check" ;;
esac

command -v dpkg-query >/dev/null || {
    say "not a Debian system: the packages ${wanted[*]} are taken to be installed"
    exit 0
}

# Whether a package is installed, under its own name.
installed() { [[ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]; }

missing=()
for package in "${wanted[@]}"; do
    installed "$package" || missing+=("$package")
done
if ((${#missing[@]} == 0)); then exit 0; fi

apt_line=(apt-get install --yes --no-install-recommends "${missing[@]}")
elevate=()
if ((EUID != 0)); then
    command -v sudo >/dev/null ||
        die "these packages are missing and neither root nor sudo is at hand; as root, run: ${apt_line[*]}"
    elevate=(sudo)
fi
say "installing what is missing:"
printf '    %s\n' "${elevate[*]:+${elevate[*]} }${apt_line[*]}" >&2
exec "${elevate[@]}" bash scripts/apt-without-services.sh "${missing[@]}"
