"""Database triggers that refuse UPDATE, DELETE and TRUNCATE on append-only tables, on both databases."""

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
    names = ("update", "delete") if vendor == "sqlite" else ("change", "truncate")
    suffix = "" if vendor == "sqlite" else f" ON {table}"
    return [f"DROP TRIGGER IF EXISTS {table}_no_{name}{suffix}" for name in names]


def install(table: str, using: BaseDatabaseWrapper = connection) -> None:
    """Make `table` append-only."""
    _run(using, statements(using.vendor, table))


def remove(table: str, using: BaseDatabaseWrapper = connection) -> None:
    """Make `table` an ordinary one."""
    _run(using, removal(using.vendor, table))


@contextmanager
def lifted(*tables: str) -> Iterator[None]:
    """Lift the triggers for approved disposal, re-encryption, or a test's flush."""
    for table in tables:
        remove(table)
    try:
        yield
    finally:
        for table in tables:
            install(table)


def _run(using: BaseDatabaseWrapper, sql: list[str]) -> None:
    with using.cursor() as cursor:
        for statement in sql:
            cursor.execute(statement)
