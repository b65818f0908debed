#!/usr/bin/env bash
# Pango draws the certificates' PDF. Without it a certificate is a printable page, and everything else works.
set -uo pipefail
cd "$(dirname "$0")/.."
"${VENV:-.venv}/bin/python" -c 'import weasyprint' >/dev/null 2>&1 && exit 0
scripts/packages.sh "for certificates as PDF" libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
