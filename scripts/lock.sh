#!/usr/bin/env bash
# Writes requirements.txt and requirements-dev.txt with hashes, for every platform and Python from 3.11 on.
set -euo pipefail
cd "$(dirname "$0")/.."
bin="${VENV:-.venv}/bin"
command -v uv >/dev/null && uv=uv || uv="$bin/uv"
[ "$uv" = uv ] || [ -x "$uv" ] || "$bin/python" -m pip install --quiet uv
for name in requirements requirements-dev bench/peer/requirements; do
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
        "$name.in" -o "$name.txt"
done
