#!/usr/bin/env bash
# Installs the browser that the tests of the viewer's page need; without it these are skipped.
set -euo pipefail
[ -x /usr/bin/chromium ] && [ -x /usr/bin/chromedriver ] || { apt-get update -qq && apt-get install -y -qq chromium chromium-driver; }
