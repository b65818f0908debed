"""The one reader of environment variables is strict."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env


def test_a_secret_may_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from a file\n")
    monkeypatch.setenv("HEARTH_X_FILE", str(tmp_path / "key"))
    assert env.secret("HEARTH_X") == "from a file"
    monkeypatch.setenv("HEARTH_X_FILE", str(tmp_path / "missing"))
    with pytest.raises(ImproperlyConfigured, match="HEARTH_X_FILE"):
        env.secret("HEARTH_X")


@pytest.mark.parametrize(("reader", "bad"), [(env.flag, "maybe"), (lambda name: env.number(name, 1), "ten")])
def test_a_bad_value_stops_with_its_name(monkeypatch: pytest.MonkeyPatch, reader: object, bad: str) -> None:
    monkeypatch.setenv("HEARTH_X", bad)
    with pytest.raises(ImproperlyConfigured, match="HEARTH_X"):
        reader("HEARTH_X")


def test_a_database_address_is_read_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://ann:p%40ss@db.hearth.example:5433/hearth")
    found = env.database("DATABASE_URL", tmp_path / "x")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "ann",
        "p@ss",
        "db.hearth.example",
        "5433",
        "hearth",
    )
    monkeypatch.setenv("DATABASE_URL", "postgresql://ann@/hearth?host=/run/pg")
    assert env.database("DATABASE_URL", tmp_path / "x")["HOST"] == "/run/pg"


def test_sqlite_is_the_default_and_keeps_what_it_acknowledges(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    found = env.database("DATABASE_URL", tmp_path / "x.sqlite3")
    assert found["NAME"] == str(tmp_path / "x.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in found["OPTIONS"]["init_command"]


def test_another_database_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://x/y")
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        env.database("DATABASE_URL", tmp_path / "x")
