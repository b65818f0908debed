"""The database itself refuses to change or drop entries of the log."""

import pytest
from django.db import DatabaseError, connection, transaction

from audit import triggers
from audit.models import Entry
from audit.services import record

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_entry SET role = 'x'", "DELETE FROM audit_entry", "DELETE FROM audit_entry WHERE sequence = 1"],
)
def test_the_database_refuses_to_change_or_delete_an_entry(statement: str) -> None:
    record(actor=None, action="test.kept")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.get().role == ""


@pytest.mark.postgres
def test_postgresql_refuses_to_truncate_the_log() -> None:
    record(actor=None, action="test.kept")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_entry")
    assert Entry.objects.count() == 1


def test_a_model_can_not_change_an_entry_either() -> None:
    entry = record(actor=None, action="test.kept")
    entry.role = "supervisor"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entry.save()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entry.delete()


def test_the_triggers_are_lifted_only_for_as_long_as_told() -> None:
    entry = record(actor=None, action="test.kept")
    with triggers.lifted("audit_entry"):
        Entry.objects.filter(pk=entry.pk).update(role="x")
    assert "audit_entry" in triggers.guarded_tables()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(role="y")


def test_the_triggers_come_back_after_an_error() -> None:
    with pytest.raises(RuntimeError), triggers.lifted("audit_entry"):
        raise RuntimeError
    assert "audit_entry" in triggers.guarded_tables()
