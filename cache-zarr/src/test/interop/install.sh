#!/usr/bin/env bash
# Installs the other implementations of Zarr that the interop tests need; without them these are skipped.
set -euo pipefail
folder="${CACHETREE_INTEROP:-$HOME/.cache/cachetree-interop}"

/usr/bin/python3 -c 'import dask.array, fsspec, scipy, zarr' 2> /dev/null || { apt-get update -qq && apt-get install -y -qq python3-zarr python3-dask python3-fsspec python3-scipy; }
[ -d "$folder/node_modules/zarrita" ] || npm install --silent --no-audit --no-fund --prefix "$folder" zarrita@0.7.5
