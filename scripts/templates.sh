#!/usr/bin/env bash
# scripts/templates.sh check|format: the idiom of the templates (djade). Why not their indentation: docs/decisions/0014.
set -euo pipefail
cd "$(dirname "$0")/.."
bin="${VENV:-.venv}/bin"
mapfile -t files < <(find templates -name '*.html' | sort)
[ "${#files[@]}" -gt 0 ] || exit 0
case "$1" in
    check) "$bin/djade" --check --target-version 5.2 "${files[@]}" ;;
    format) "$bin/djade" --target-version 5.2 "${files[@]}" || true ;;
esac
