#!/usr/bin/env bash
# Fails when a Swift file is not formatted as .swift-format says.
set -euo pipefail
cd "$(dirname "$0")/.."
exec swift format lint --strict --parallel --recursive --configuration .swift-format Package.swift Sources Tests
