#!/usr/bin/env bash
# Collects the words to translate into locale/*/LC_MESSAGES/django.po (needs gettext).
set -euo pipefail
cd "$(dirname "$0")/.."
bin="${VENV:-.venv}/bin"
command -v xgettext >/dev/null || scripts/packages.sh "to collect the words" gettext
"$bin/python" manage.py makemessages --all --no-obsolete --add-location file --ignore "$(basename "${VENV:-.venv}")" \
    --ignore var --ignore tests --ignore bench
"$bin/python" manage.py compile_catalogues
