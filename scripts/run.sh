#!/usr/bin/env bash
# From a fresh clone to the demo site: environment, Pango, database, words, demo, server.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/say.sh
scripts/environment.sh requirements.txt
scripts/pango.sh || true
python="${VENV:-.venv}/bin/python"
port=${PORT:-8000}
var=${HEARTH_VAR_DIR:-var}

# The server checks the settings once; no step before it says the same again.
"$python" manage.py compile_catalogues --skip-checks
"$python" manage.py migrate --verbosity 0 --skip-checks

# The demo is loaded when it, or what loads it, has changed since the last time.
database=${DATABASE_URL:-"$var/hearth.sqlite3"}
digest=$({ echo "$database"; find demo config people home learning events cpd pathways supervision -type f \
    \( -path 'demo/*' -o -name '*.py' \) -print0 | sort -z | xargs -0 cat; } | sha256sum | cut -c1-16)
if [ "$(cat "$var/demo-loaded" 2>/dev/null)" != "$digest" ] || ! "$python" manage.py has_demo --skip-checks 2>/dev/null; then
    say "Loading the demo"
    "$python" manage.py load_demo --skip-checks
    echo "$digest" >"$var/demo-loaded"
fi

"$python" scripts/sign_ins.py
say "Hearth is at http://localhost:$port/  (Ctrl+C stops it)"
export HEARTH_ADDRESS=${HEARTH_ADDRESS:-"http://localhost:$port"}
exec "$python" manage.py runserver "${HOST:-127.0.0.1}:$port"
