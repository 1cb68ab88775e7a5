#!/bin/sh
# Makes sure that the tests find a Chromium: the machine's own, or Debian's.
set -eu
if [ -n "${CHROMIUM:-}" ]; then
    [ -x "$CHROMIUM" ] && exit 0
    echo "CHROMIUM names $CHROMIUM, which is no program." >&2
    exit 1
fi
for name in chromium chromium-browser google-chrome google-chrome-stable chrome; do
    if command -v "$name" >/dev/null; then
        exit 0
    fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium
    exit 0
fi
echo "The browser tests need Chromium or Chrome: install one, or name its program in CHROMIUM." >&2
exit 1
