"""What stands in a person's calendar: rooms register sources, and the feed at their secret address gathers them.

An entry says when, where and what sort of thing: never a case, never a word of a record.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from people.models import User


@dataclass(frozen=True)
class Entry:
    """One line of a calendar. `uid` stays the same for the same thing, so that calendars change it in place.

    `starts` and `ends` are aware moments; an `all_day` entry goes by their local dates, first and last day included.
    `href` is a path of this site.
    """

    uid: str
    title: str
    starts: datetime.datetime
    ends: datetime.datetime
    all_day: bool = False
    place: str = ""
    href: str = ""


Source = Callable[[User, datetime.date, datetime.date], list[Entry]]
_sources: list[Source] = []


def register(source: Source) -> Source:
    """Add a source; twice is the same as once. Usable as a decorator."""
    if source not in _sources:
        _sources.append(source)
    return source


def entries_of(user: User, first_day: datetime.date, last_day: datetime.date) -> list[Entry]:
    """Everything of the person's from the first to the last day, in the language in force, in order of time."""
    found = [entry for source in _sources for entry in source(user, first_day, last_day)]
    return sorted(found, key=lambda entry: (entry.starts, entry.uid))
