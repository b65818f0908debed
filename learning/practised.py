"""What somebody has practised under supervision, for certificates that state it: another room registers what it knows.

It gives the names of skills and days, in words of the language; nothing of whom it was practised with.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

from people.models import User

MOST = 6
Source = Callable[[User, str], list[tuple[str, datetime.date]]]
_sources: list[Source] = []


def register(source: Source) -> Source:
    """Add a source; twice is the same as once. Usable as a decorator."""
    if source not in _sources:
        _sources.append(source)
    return source


def practice_stated(holder: User, language: str) -> list[list[str]]:
    """The newest skills with their days, as they are stored with a certificate."""
    found = [row for source in _sources for row in source(holder, language)]
    newest = sorted(found, key=lambda row: row[1], reverse=True)[:MOST]
    return [[skill, day.isoformat()] for skill, day in sorted(newest, key=lambda row: (row[1], row[0]))]
