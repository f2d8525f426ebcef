#!/bin/sh
# Installs Debian packages as root or through sudo; says what to type where neither is possible.
set -eu

as_root=
if [ "$(id -u)" -ne 0 ]; then
    as_root="sudo -n"
fi
if ! command -v apt-get >/dev/null 2>&1 ||
    ! { $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends "$@"; } >/dev/null; then
    echo "请安装 · Please install: $*    (Debian: sudo apt-get install $*)" >&2
    exit 1
fi
