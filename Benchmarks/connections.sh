#!/usr/bin/env bash
# What 10,000 connections cost the gateway. See connections.py for what is measured.
#
#   CONNECTIONS=10000 SECONDS_EACH=20 ./connections.sh
set -euo pipefail
cd "$(dirname "$0")"
. ./common.sh
products=${PRODUCTS:-$(../scripts/build.sh)}
exec ./connections.py --products "$products"
