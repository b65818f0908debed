#!/usr/bin/env bash
# scripts/packages.sh WHY PACKAGE…: installs system packages where that is possible, else says in one line what to run.
set -uo pipefail
why=$1
shift
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    echo "Installing $* ($why)"
    install=(apt-get install -y -qq --no-install-recommends "$@")
    "${install[@]}" >/dev/null 2>&1 && exit 0
    apt-get update -qq >/dev/null 2>&1
    "${install[@]}" >/dev/null 2>&1 && exit 0
fi
prefix=sudo
[ "$(id -u)" = 0 ] && prefix=
echo "Please run, $why:  ${prefix:+$prefix }apt-get install -y --no-install-recommends $*" >&2
exit 1
