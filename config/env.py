"""The one reader of environment variables: typed, and a bad value stops the start with its name."""

import datetime
import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = {"1", "true", "yes", "on"}
FALSE_WORDS = {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    """The variable's text, without surrounding white space."""
    return os.environ.get(name, default).strip()


def secret(name: str, default: str = "") -> str:
    """The variable's text, or the content of the file that NAME_FILE names."""
    path = text(f"{name}_FILE")
    if not path:
        return text(name, default)
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE: cannot read {path}: {error.strerror}") from error


def flag(name: str, default: bool = False) -> bool:
    """True for 1/true/yes/on, False for 0/false/no/off; anything else is refused."""
    word = text(name, "1" if default else "0").lower()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise ImproperlyConfigured(f"{name}: write 1 or 0, not {word!r}")


def number(name: str, default: int) -> int:
    """A whole number."""
    word = text(name, str(default))
    try:
        return int(word)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: write a whole number, not {word!r}") from error


def clock(name: str, default: str) -> datetime.time:
    """A time of day."""
    word = text(name, default)
    try:
        return datetime.time.fromisoformat(word)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: write a time of day such as {default}, not {word!r}") from error


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list, empty parts dropped."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


# Seconds. Opening a connection costs as much as several statements, with SQLite as with PostgreSQL.
KEEP_CONNECTION = 300
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}
# A statement is planned once on a connection and run again with other values (docs/decisions/0030).
POSTGRESQL_OPTIONS: dict[str, Any] = {"server_side_binding": True, "prepare_threshold": 2}


def database(name: str, default_file: Path, *, prepare: bool = True) -> dict[str, Any]:
    """SQLite in `default_file`, or what a postgres:// or sqlite:// address in the variable says."""
    address = secret(name)
    if not address:
        return _sqlite(default_file)
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or dict(parse_qsl(parts.query)).get("host", "")),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": KEEP_CONNECTION,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(POSTGRESQL_OPTIONS) if prepare else {},
        }
    raise ImproperlyConfigured(f"{name}: starts with postgres:// or sqlite:///, not {parts.scheme!r}")


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": dict(SQLITE_OPTIONS),
        "CONN_MAX_AGE": KEEP_CONNECTION,
    }
