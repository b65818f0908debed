#!/usr/bin/env bash
# scripts/templates.sh check|format: indentation (djhtml) and idiom (djade) of the templates.
set -euo pipefail
cd "$(dirname "$0")/.."
bin="${VENV:-.venv}/bin"
mapfile -t files < <(find templates -name '*.html' | sort)
[ "${#files[@]}" -gt 0 ] || exit 0
case "$1" in
    check)
        "$bin/djhtml" --check --tabwidth 2 "${files[@]}"
        "$bin/djade" --check --target-version 5.2 "${files[@]}" ;;
    format)
        "$bin/djhtml" --tabwidth 2 "${files[@]}" || true
        "$bin/djade" --target-version 5.2 "${files[@]}" || true ;;
esac
