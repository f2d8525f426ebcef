#!/bin/sh
# Makes .venv with the locked packages and this project, editable. Needs Python 3.11 or newer.
set -eu

python=
for candidate in ${PYTHON:-} python3.11 python3.12 python3.13 python3; do
    if command -v "$candidate" >/dev/null 2>&1 &&
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "没有找到Python 3.11或更新的版本 · Python 3.11 or newer was not found. Debian: sudo apt-get install python3 python3-venv" >&2
    exit 1
fi

# Debian keeps the part of Python that makes environments in a package of its own.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    sh tools/install.sh python3-venv
fi

echo "正在准备 .venv（只需一次，一两分钟）…… · Setting up .venv (once; a minute or two) …"
rm -rf .venv
"$python" -m venv .venv
pip() { .venv/bin/python -m pip --quiet --disable-pip-version-check "$@"; }
pip install --require-hashes -r requirements/build.txt
pip install --require-hashes --no-build-isolation --use-pep517 -r requirements/lock.txt
# Editable, so that plain `mkdocs` finds the engine, too.
pip install --no-deps --no-build-isolation --editable .
