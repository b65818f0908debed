"""Where entries come from by themselves: rooms register a source, and call `services.entries.add_automatic`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Source:
    """`label` says where an entry comes from; `missing` adds what happened before it was registered.

    `missing` answers how many entries it made, and makes none twice: it is part of the day's work.
    """

    code: str
    label: Any
    missing: Callable[[], int] | None = None


_sources: dict[str, Source] = {}


def register(source: Source) -> Source:
    """Add a source; a code stands for one source, and for ever, as entries name it."""
    _sources[source.code] = source
    return source


def is_known(code: str) -> bool:
    """Whether a room has registered it."""
    return code in _sources


def label_of(code: str) -> str:
    """What to call it; empty for an entry of one's own."""
    return str(_sources[code].label) if code in _sources else ""


def add_missing() -> int:
    """Entries for everything that happened before and has none; how many were made."""
    return sum(source.missing() for source in _sources.values() if source.missing)
