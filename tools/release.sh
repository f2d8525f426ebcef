#!/bin/sh
# Makes .release with what `make release` needs besides .venv: WeasyPrint as locked, the library
# with which it sets type, and a font with Chinese characters.
set -eu

echo "正在准备 .release（只需一次）…… · Setting up .release (once) …"
.venv/bin/python -m venv --clear .release
.release/bin/python -m pip --quiet --disable-pip-version-check install --require-hashes -r requirements/release.txt
if ! .release/bin/weasyprint --version >/dev/null 2>&1; then
    sh tools/install.sh libpangoft2-1.0-0 libharfbuzz-subset0
fi
if ! fc-list 2>/dev/null | grep -q "Noto Sans CJK SC"; then
    sh tools/install.sh fontconfig fonts-noto-cjk
fi
