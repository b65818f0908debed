"""System checks look at the real connection, not at what the settings claim."""

import pytest
from django.core.management import call_command
from django.db import connection, connections

from config.checks import sqlite_keeps_what_it_acknowledges


@pytest.mark.django_db
def test_the_connection_in_use_passes() -> None:
    assert sqlite_keeps_what_it_acknowledges(None, databases=["default"]) == []
    call_command("check", databases=["default"])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("pragma", "bad", "good"),
    [("synchronous", "NORMAL", "FULL"), ("journal_mode", "DELETE", "WAL"), ("busy_timeout", "100", "20000")],
)
def test_a_connection_that_could_lose_an_acknowledged_write_is_named(pragma: str, bad: str, good: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("about SQLite")
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}={bad}")
        try:
            found = sqlite_keeps_what_it_acknowledges(None, databases=["default"])
        finally:
            cursor.execute(f"PRAGMA {pragma}={good}")
    assert [pragma in str(message.msg) for message in found] == [True]


@pytest.mark.django_db
def test_transactions_that_take_their_lock_late_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("about SQLite")
    monkeypatch.setattr(connections["default"], "transaction_mode", "DEFERRED")
    found = sqlite_keeps_what_it_acknowledges(None, databases=["default"])
    assert "DEFERRED" in str(found[0].msg)
