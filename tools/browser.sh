#!/bin/sh
# Sees to it that the tests find a Chromium, a font with Chinese characters, the library that
# Playwright's driver needs, which a minimal Debian lacks, Node.js for the scripts' units, jq to read
# the published data, and Java for the checker of HTML.
set -eu

has_browser() {
    for name in chromium chromium-browser google-chrome; do
        if command -v "$name" >/dev/null 2>&1; then
            return 0
        fi
    done
    return 1
}

if ! has_browser; then
    echo "正在安装浏览器测试用的Chromium…… · Installing Chromium for the browser tests …"
    sh tools/install.sh chromium fonts-noto-cjk
fi
if ! .venv/bin/playwright --version >/dev/null 2>&1; then
    sh tools/install.sh libatomic1
fi
if ! command -v node >/dev/null 2>&1; then
    sh tools/install.sh nodejs
fi
if ! command -v jq >/dev/null 2>&1; then
    sh tools/install.sh jq
fi
# macOS has a `java` that only says where to get one, so it is asked.
if ! java -version >/dev/null 2>&1; then
    sh tools/install.sh default-jre-headless
fi
