#!/usr/bin/env bash
# Installs what the suite needs, runs it on SQLite (browser included), then on a throw-away PostgreSQL.
# HEARTH_REQUIRE_ALL=1 (or CI) turns what would be left out into a failure. Arguments go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/say.sh
if [ -n "${CI:-}" ]; then export HEARTH_REQUIRE_ALL=1; fi
scripts/environment.sh requirements.txt requirements-dev.txt
bin="${VENV:-.venv}/bin"
unset DATABASE_URL DJANGO_SETTINGS_MODULE

scripts/pango.sh || missing "tests of PDF certificates (no Pango)"
scripts/browser.sh || missing "browser tests (no Chromium)"
command -v pdftoppm >/dev/null || scripts/packages.sh "to look at rendered PDFs" poppler-utils ||
    missing "tests that look at rendered PDFs (no pdftoppm)"
postgres=1
scripts/with_postgres.sh --check || scripts/packages.sh "for the PostgreSQL half of the suite" postgresql ||
    { postgres=; missing "the suite on PostgreSQL (no server)"; }
"$bin/python" manage.py compile_catalogues

workers=${HEARTH_TEST_WORKERS:-2}
# Side by side first; whatever failed there has to pass alone, one by one (docs/decisions/0018).
suite() {
    local marks=$1
    shift
    "$bin/python" -m tests.template_database || return 1 # migrated once; each worker copies it
    "$bin/pytest" -n "$workers" --dist loadgroup -m "$marks" "$@" && return
    say "Once more, one by one: what failed side by side"
    "$bin/pytest" -m "$marks" --last-failed --last-failed-no-failures none "$@"
}
export -f suite say
export bin workers
say "The suite on SQLite"
suite "not assurance" "$@"
if [ -n "$postgres" ]; then
    say "The suite on PostgreSQL"
    export HEARTH_TEST_TEMPLATE=hearth PG_FSYNC=off
    scripts/with_postgres.sh bash -c 'suite "$@"' suite "not assurance and not browser" "$@"
fi
