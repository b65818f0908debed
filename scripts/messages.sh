#!/usr/bin/env bash
# Collects the words to translate into locale/ (needs gettext) and those of packages into locale_packages/,
# then lists what a Welsh speaker has still to check.
set -euo pipefail
cd "$(dirname "$0")/.."
bin="${VENV:-.venv}/bin"
command -v xgettext >/dev/null || scripts/packages.sh "to collect the words" gettext
"$bin/python" manage.py makemessages --locale cy --no-obsolete --no-wrap --add-location file \
    --ignore "$(basename "${VENV:-.venv}")" --ignore var --ignore tests --ignore bench --ignore docs
# The day of collecting says nothing that the history doesn't, and would change every time.
sed -i '/^"POT-Creation-Date/d; /^"PO-Revision-Date/d; /^# SOME DESC/d; /^# Copyright (C) YEAR/d; /^# This file is distr/d; /^# FIRST AUTHOR/d' \
    locale/cy/LC_MESSAGES/django.po
"$bin/python" manage.py collect_package_words
"$bin/python" manage.py compile_catalogues
"$bin/python" manage.py fuzzy_strings
