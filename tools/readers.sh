#!/bin/sh
# Makes .readers with the locked packages that read the published data; they would weigh on .venv.
set -eu

lock=requirements/readers.txt
if [ ! -f .readers/.ready ] || [ "$lock" -nt .readers/.ready ]; then
    echo "正在准备 .readers（只需一次）…… · Setting up .readers (once) …"
    rm -rf .readers
    .venv/bin/python -m venv .readers
    .readers/bin/python -m pip --quiet --disable-pip-version-check install --require-hashes -r "$lock"
    touch .readers/.ready
fi
