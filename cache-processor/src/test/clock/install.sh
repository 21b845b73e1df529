#!/usr/bin/env bash
# Installs libfaketime, with which a test moves the clocks of other processes; without it that test is skipped.
set -euo pipefail
ls /usr/lib/*/faketime/libfaketimeMT.so.1 > /dev/null 2>&1 || { apt-get update -qq && apt-get install -y -qq faketime; }
