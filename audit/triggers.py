"""Database triggers that refuse UPDATE, DELETE and TRUNCATE on append-only tables, on both databases.

A snapshot table is append-only but for named columns: its state may move on, what it records may not.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION hearth_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME; END;
$$ LANGUAGE plpgsql
"""


def statements(vendor: str, table: str) -> list[str]:
    """The SQL that makes `table` append-only."""
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'append-only: {verb} on {table} is refused'); END"
            for verb in ("UPDATE", "DELETE")
        ]
    return [
        POSTGRES_FUNCTION,
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION hearth_append_only()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION hearth_append_only()",
    ]


def removal(vendor: str, table: str) -> list[str]:
    """The SQL that takes the triggers of `table` away again."""
    names = ("update", "delete") if vendor == "sqlite" else ("change", "delete", "truncate")
    suffix = "" if vendor == "sqlite" else f" ON {table}"
    return [f"DROP TRIGGER IF EXISTS {table}_no_{name}{suffix}" for name in names]


def install(table: str, using: BaseDatabaseWrapper = connection) -> None:
    """Make `table` append-only."""
    _run(using, statements(using.vendor, table))


def remove(table: str, using: BaseDatabaseWrapper = connection) -> None:
    """Make `table` an ordinary one."""
    _run(using, removal(using.vendor, table))


def snapshot_statements(vendor: str, table: str, frozen: list[str], closed_when: str) -> list[str]:
    """The SQL that refuses DELETE, TRUNCATE, a change of any frozen column, and any change of a closed row."""
    differs = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
    changed = " OR ".join([closed_when, *(f'OLD."{column}" {differs} NEW."{column}"' for column in frozen)])
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} WHEN {changed} "
            f"BEGIN SELECT RAISE(ABORT, 'append-only: UPDATE on {table} is refused'); END",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'append-only: DELETE on {table} is refused'); END",
        ]
    return [
        POSTGRES_FUNCTION,
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({changed}) "
        "EXECUTE FUNCTION hearth_append_only()",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION hearth_append_only()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION hearth_append_only()",
    ]


def install_snapshot(table: str, frozen: list[str], closed_when: str, using: BaseDatabaseWrapper = connection) -> None:
    """Keep every row of `table`, its frozen columns as first written, and closed rows wholly as they are."""
    _run(using, snapshot_statements(using.vendor, table, frozen, closed_when))


def guarded_tables(using: BaseDatabaseWrapper = connection) -> list[str]:
    """Every table that has triggers of this module."""
    return sorted({table for table, _name, _sql in _installed(using)})


@contextmanager
def lifted(*tables: str) -> Iterator[None]:
    """Lift the triggers for approved disposal, re-encryption, or a test's flush, and put back the same ones."""
    found = [row for row in _installed(connection) if row[0] in tables]
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        connection.check_constraints()  # a table with checks still to be made lets go of no trigger
    suffix = {table: "" if connection.vendor == "sqlite" else f" ON {table}" for table in tables}
    _run(connection, [f"DROP TRIGGER {name}{suffix[table]}" for table, name, _sql in found])
    try:
        yield
    finally:
        _run(connection, [sql for _table, _name, sql in found])


SQLITE_CATALOGUE = (
    "SELECT tbl_name, name, sql FROM sqlite_master "
    "WHERE type = 'trigger' AND name LIKE tbl_name || '\\_no\\_%' ESCAPE '\\'"
)
POSTGRES_CATALOGUE = (
    "SELECT c.relname, t.tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal AND p.proname = 'hearth_append_only'"
)


def _installed(using: BaseDatabaseWrapper) -> list[tuple[str, str, str]]:
    with using.cursor() as cursor:
        cursor.execute(SQLITE_CATALOGUE if using.vendor == "sqlite" else POSTGRES_CATALOGUE)
        return list(cursor.fetchall())


def _run(using: BaseDatabaseWrapper, sql: list[str]) -> None:
    with using.cursor() as cursor:
        for statement in sql:
            cursor.execute(statement)
