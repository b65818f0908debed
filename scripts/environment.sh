#!/usr/bin/env bash
# Makes the virtual environment and installs the named requirements files, each package checked against its hash.
# Quick when nothing has changed: what is installed is noted by the files' hash.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/say.sh
venv=${VENV:-.venv}
python=${PYTHON:-python3}

command -v "$python" >/dev/null || fail "Python 3.11 or newer is needed: apt-get install python3 python3-venv"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "Python 3.11 or newer is needed; $python is $("$python" -V). Name another one: make PYTHON=python3.12 …"

# One environment is made at a time, also when two commands start together.
mkdir -p var && exec 9>var/environment.lock && { ! command -v flock >/dev/null || flock 9; }

if [ ! -x "$venv/bin/python" ] || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        package="$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
        scripts/packages.sh "to make the environment" "$package" || fail "Then run the same command again."
    fi
    say "Making the environment in $venv"
    rm -rf "$venv"
    "$python" -m venv "$venv"
fi

digest=$(cat "$@" | sha256sum | cut -c1-16)
stamp="$venv/.installed-$(echo "$@" | tr -c 'a-z0-9\n' '-')"
if [ "$(cat "$stamp" 2>/dev/null)" != "$digest" ]; then
    say "Installing $* (every package checked against its hash)"
    arguments=()
    for file in "$@"; do arguments+=(-r "$file"); done
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes "${arguments[@]}"
    echo "$digest" >"$stamp"
fi
