"""One cell: a role by its name, a day as it is written here. What could mean two things is refused."""

from __future__ import annotations

import datetime
import re
from functools import cache

from django.utils import translation

from people.roles import Role

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?$")
BRITISH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d+)$")
SERIAL = re.compile(r"\d{5}$")
EARLIEST, LATEST = 1950, 2100


class CellFault(Exception):
    """What is wrong with a cell, as a code that `words` turns into a sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def day(text: str) -> datetime.date | None:
    """31/12/2026 or 2026-12-31, the day before the month; nothing for an empty cell."""
    if not text:
        return None
    year, month, number = _parts(text)
    if month > 12 >= number:
        raise CellFault("day_american")
    if not EARLIEST <= year <= LATEST:
        raise CellFault("day_far")
    try:
        return datetime.date(year, month, number)
    except ValueError:
        raise CellFault("day_none") from None


def _parts(text: str) -> tuple[int, int, int]:
    if SERIAL.match(text):
        raise CellFault("day_serial")
    if found := ISO.match(text):
        return int(found[1]), int(found[2]), int(found[3])
    found = BRITISH.match(text)
    if not found:
        raise CellFault("day_form")
    if len(found[3]) != 4:
        raise CellFault("day_short_year")
    return int(found[3]), int(found[2]), int(found[1])


@cache
def _roles() -> dict[str, Role]:
    names: dict[str, Role] = {}
    for language in ("en", "cy"):
        with translation.override(language):
            names |= {_plain(str(role.label)): role for role in Role}
    return names | {_plain(role.value.replace("_", " ")): role for role in Role}


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").split())


def role(text: str) -> Role:
    """By its name in English or Welsh."""
    found = _roles().get(_plain(text))
    if found is None:
        raise CellFault("role" if text else "role_empty")
    return found
