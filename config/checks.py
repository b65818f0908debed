"""System checks: what `manage.py check` and `migrate` look at on the real thing."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections

from config.safety import faults

PANGO = "apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
SQLITE_SHOULD_SAY = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
SHORTEST_WAIT = 5_000


class SettingsView(dict[str, Any]):
    """The settings in force, as a mapping."""

    def __missing__(self, name: str) -> Any:
        return getattr(settings, name)


@register(Tags.security, deploy=True)
def production_is_safe(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> Sequence[CheckMessage]:
    """The faults that stop production from starting; `manage.py check --deploy` lists them anywhere."""
    return [Error(message, id="hearth.E001") for message in faults(SettingsView())]


@register(Tags.database)
def sqlite_keeps_what_it_acknowledges(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> Sequence[CheckMessage]:
    """On the real connection: write-ahead log, synchronous FULL, immediate transactions, and a wait when busy."""
    return [
        Error(f"SQLite ({alias}): {fault}", id="hearth.E002")
        for alias in databases or []
        for fault in _sqlite_faults(alias)
    ]


def _sqlite_faults(alias: str) -> list[str]:
    connection: Any = connections[alias]
    if connection.vendor != "sqlite":
        return []
    found = []
    in_memory = connection.is_in_memory_db()
    with connection.cursor() as cursor:
        for pragma, expected in SQLITE_SHOULD_SAY.items():
            got = cursor.execute(f"PRAGMA {pragma}").fetchone()[0]
            if got != expected and not (in_memory and pragma == "journal_mode"):
                found.append(f"{pragma} is {got}, not {expected}")
        wait = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
    if wait < SHORTEST_WAIT:
        found.append(f"busy_timeout is {wait} ms, less than {SHORTEST_WAIT}")
    if connection.transaction_mode != "IMMEDIATE":
        found.append(f"transactions are {connection.transaction_mode or 'DEFERRED'}, not IMMEDIATE")
    return found


@register(Tags.compatibility)
def pango_is_there(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> Sequence[CheckMessage]:
    """Without Pango, certificates are printable pages; the one line that changes this."""
    from ctypes.util import find_library  # noqa: PLC0415

    if find_library("pango-1.0") or find_library("pango-1.0-0"):
        return []
    return [Warning("Pango is not installed, so certificates are printable pages.", hint=PANGO, id="hearth.W001")]
