"""What a training record is made of: rooms register the parts they hold, as plain lines about one person.

A line is a label and facts: never a text of a record, never a case.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from people.models import User


@dataclass(frozen=True)
class Line:
    """One thing: its day, what it was, how long, what came of it, and the code by which anybody can check it."""

    title: str
    on: datetime.date | None = None
    minutes: int | None = None
    detail: str = ""
    check: str = ""


@dataclass(frozen=True)
class Part:
    """Lines of one kind under a heading; a lower `order` stands higher. `lines` speaks the language in force."""

    code: str
    order: int
    title: Any
    lines: Callable[[User], list[Line]]


_parts: dict[str, Part] = {}


def register(part: Part) -> Part:
    """Add a part; a code stands for one part."""
    _parts[part.code] = part
    return part


def parts() -> list[Part]:
    """All of them, in order."""
    return sorted(_parts.values(), key=lambda part: part.order)
