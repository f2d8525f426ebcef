#!/bin/sh
# Sees to it that the browser tests find a Chromium and a font with Chinese characters.
set -eu

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done
echo "Installing Chromium for the browser tests …"
sh tools/install.sh chromium fonts-noto-cjk
