#!/usr/bin/env bash
# The full-size runs, on both databases. They take long; `make test` runs the same in a small size.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/say.sh
bin="${VENV:-.venv}/bin"
export HEARTH_ASSURANCE=1
scripts/pango.sh && scripts/browser.sh
# pytest's 5 means that nothing is marked yet: no failure.
run() { "$@" || { code=$?; [ "$code" = 5 ] || exit "$code"; }; }
say "Full-size runs on SQLite"
run "$bin/pytest" -m assurance "$@"
say "Full-size runs on PostgreSQL"
run scripts/with_postgres.sh "$bin/pytest" -m "assurance and not browser" "$@"
