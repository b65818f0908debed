#!/usr/bin/env bash
# A Chromium for the browser tests: the system's, or else Playwright's own.
set -uo pipefail
cd "$(dirname "$0")/.."
bin="${VENV:-.venv}/bin"
find_one() { "$bin/python" -m tests.chromium >/dev/null 2>&1; }
find_one && exit 0
advice=$(mktemp) && trap 'rm -f "$advice"' EXIT
# Ubuntu's package only points at a snap, which starts in no container: Playwright brings its own there.
if grep -qs '^ID=ubuntu' /etc/os-release; then
    echo "Please run, for the browser tests:  $bin/playwright install --with-deps chromium" >"$advice"
else
    for package in chromium-headless-shell chromium; do # the first draws no window at all: half the work
        scripts/packages.sh "for the browser tests" "$package" 2>"$advice" && find_one && exit 0
    done
fi
if [ "$(id -u)" = 0 ]; then "$bin/playwright" install --with-deps chromium >/dev/null 2>&1
else "$bin/playwright" install chromium >/dev/null 2>&1; fi
find_one && exit 0
cat "$advice" >&2
exit 1
