#!/usr/bin/env bash
# scripts/with_postgres.sh COMMAND…: runs it with DATABASE_URL pointing at a throw-away PostgreSQL cluster, which is
# an unprivileged user's, listens on a socket only, keeps fsync on (off with PG_FSYNC=off, where no figure and no power
# cut is at stake), and is gone afterwards. --check: is there a server?
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/say.sh

find_server() {
    local folder
    for folder in "${PG_BIN:-}" $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) /usr/pgsql-*/bin \
        "$(dirname "$(command -v initdb || echo /nowhere/x)")"; do
        if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then echo "$folder"; return; fi
    done
    return 1
}
server=$(find_server) || { [ "${1:-}" = --check ] || echo "PostgreSQL's initdb is not installed" >&2; exit 1; }
if [ "${1:-}" = --check ]; then exit 0; fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/hearth-pg.XXXXXX")
as_owner=()
if [ "$(id -u)" = 0 ]; then
    owner=postgres
    if ! id "$owner" >/dev/null 2>&1; then
        owner=hearth-pg
        id "$owner" >/dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin "$owner"
    fi
    chown "$owner" "$folder"
    as_owner=(runuser -u "$owner" --)
fi
stop() {
    (cd / && "${as_owner[@]}" "$server/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1) || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

(
    cd /
    "${as_owner[@]}" "$server/initdb" -D "$folder/data" -U hearth -A trust -E UTF8 --locale=C.UTF-8 >"$folder/log.initdb" 2>&1 ||
        { cat "$folder/log.initdb" >&2; exit 1; }
    "${as_owner[@]}" "$server/pg_ctl" -D "$folder/data" -l "$folder/data/log" -w start -o "-c listen_addresses='' \
        -c unix_socket_directories='$folder' -c max_connections=640 -c fsync=${PG_FSYNC:-on} -c synchronous_commit=on" >/dev/null ||
        { cat "$folder/data/log" >&2; exit 1; }
    "${as_owner[@]}" "$server/createdb" -h "$folder" -U hearth hearth
)
export DATABASE_URL="postgresql://hearth@/hearth?host=$folder"
"$@"
