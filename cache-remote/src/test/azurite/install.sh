#!/usr/bin/env bash
# Installs Azurite, the server that the tests of Azure Blob Storage need; without it these are skipped. It needs Node.js with npm.
set -euo pipefail
place="${CACHETREE_AZURITE:-${XDG_CACHE_HOME:-$HOME/.cache}/cachetree-tests/azurite}"
[ -f "$place/node_modules/azurite/package.json" ] && grep -q '"version": "3.37.0"' "$place/node_modules/azurite/package.json" && exit
command -v npm > /dev/null || { echo "There is no npm, so no Azurite." >&2; exit 1; }
mkdir -p "$place"
npm install --prefix "$place" --no-audit --no-fund --no-save --ignore-scripts azurite@3.37.0 > "$place/install.log" 2>&1 || { cat "$place/install.log" >&2; exit 1; }
