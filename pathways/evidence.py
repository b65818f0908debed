"""What counts as done: a registry of facts. Rooms below are asked here; rooms above register what they can see.

A source answers for many people at once, with dates only: when something was done, since when that is known, and when
it was taken back. Nothing else of the record comes with it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

Choice = tuple[str, str]


class Done(NamedTuple):
    """Somebody did something: `key` is the module, event kind, skill or reading."""

    user_id: int
    key: str
    on: datetime.date
    known_on: datetime.date
    withdrawn_on: datetime.date | None = None
    until: datetime.date | None = None


class UnderWay(NamedTuple):
    """Somebody began something, and perhaps ended it."""

    user_id: int
    key: str
    on: datetime.date
    until: datetime.date | None = None


Users = Collection[int]
Keys = Collection[str]


def _nothing(_users: Users, _keys: Keys) -> Iterable[UnderWay]:
    return ()


@dataclass(frozen=True)
class Source:
    """A kind of evidence. `done` and `under_way` are asked for some people and keys; `choices` are keys with titles.

    `titles` names keys in the language in force; `href` is where somebody does it.
    """

    kind: str
    choices: Callable[[], list[Choice]]
    done: Callable[[Users, Keys], Iterable[Done]]
    under_way: Callable[[Users, Keys], Iterable[UnderWay]] = _nothing
    titles: Callable[[Keys], dict[str, str]] | None = None
    hrefs: Callable[[Keys], dict[str, str]] | None = None


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Add a source; a kind has one."""
    _sources[source.kind] = source


def source_of(kind: str) -> Source | None:
    """The source of a kind, where a room has registered one."""
    return _sources.get(kind)


def sources() -> list[Source]:
    """Every source there is."""
    return list(_sources.values())


def choices(kind: str) -> list[Choice]:
    """What may be asked for of a kind: keys and titles."""
    source = source_of(kind)
    return source.choices() if source else []


def titles(kind: str, keys: Keys) -> dict[str, str]:
    """Titles by key, in the language in force; keys that nobody knows any more are left out."""
    source = source_of(kind)
    if source is None:
        return {}
    if source.titles:
        return source.titles(keys)
    return {key: title for key, title in source.choices() if key in keys}


def hrefs(kind: str, keys: Keys) -> dict[str, str]:
    """Where each is done, as far as there is such a page."""
    source = source_of(kind)
    return source.hrefs(keys) if source and source.hrefs else {}


def forget(kind: str) -> Any:
    """Take a source out again: for tests that put one of their own in."""
    return _sources.pop(kind, None)
