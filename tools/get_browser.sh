#!/bin/sh
# The tests of the page drive a real browser. This finds one, or installs Debian's where that is allowed; where it is
# not, those tests are skipped and say so (in CI they fail).
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null && exit 0
done
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium fonts-dejavu-core >/dev/null && exit 0
fi
echo "no Chromium here: install one (Debian: apt-get install chromium), or the tests in a browser are skipped" >&2
