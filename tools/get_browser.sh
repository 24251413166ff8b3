#!/bin/sh
# The tests of the page drive a real browser. This finds one. It installs Debian's (chromium, fonts-dejavu-core, by
# apt-get, as root) only where that is wanted: in CI (where CI is set), or when asked (WIREBOOK_GET_BROWSER=1). Elsewhere those
# tests are skipped and say so; in CI they fail without one.
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null && exit 0
done
if [ -z "${CI:-}" ] && [ "${WIREBOOK_GET_BROWSER:-}" != 1 ]; then
    echo "no Chromium here, and nothing is installed unasked: the tests in a browser are skipped." >&2
    echo "To run them: apt-get install chromium, or as root: WIREBOOK_GET_BROWSER=1 make test" >&2
    exit 0
fi
if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
    echo "Chromium is wanted, and apt-get with root's rights is not here: install it by hand" >&2
    exit 0
fi
echo "installing chromium and fonts-dejavu-core with apt-get, as CI or WIREBOOK_GET_BROWSER=1 asks" >&2
apt-get update -qq &&
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium fonts-dejavu-core >/dev/null
