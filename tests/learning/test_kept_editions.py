"""What was published stays as it was: the database itself refuses anything else."""

import pytest
from django.db import DatabaseError, connection, transaction

from audit import triggers
from learning.models import Edition, EditionModule, EditionQuestion, EditionUnit, EditionVignette
from tests.factories import make_edition, make_module

KEPT = (Edition, EditionModule, EditionUnit, EditionQuestion)


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
@pytest.mark.django_db
def test_rows_of_an_edition_are_never_changed_or_deleted(model: type, verb: str) -> None:
    make_edition(make_module("K1"))
    rows = model.objects.order_by("pk")  # type: ignore[attr-defined]
    before = list(rows.values())
    table = model._meta.db_table  # type: ignore[attr-defined]
    statement = {"UPDATE": f"UPDATE {table} SET id = id", "DELETE": f"DELETE FROM {table}"}[verb]  # noqa: S608
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(rows.values()) == before
    assert before


@pytest.mark.django_db
def test_every_table_of_editions_is_guarded() -> None:
    assert {model._meta.db_table for model in (*KEPT, EditionVignette)} <= set(triggers.guarded_tables())
