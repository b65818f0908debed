"""What an absence, an exemption or an assignment would move, before it is stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from pathways.asked import Asked
from pathways.services.trying import tried
from pathways.status.words import said
from pathways.training import training_of
from people.models import User


@dataclass(frozen=True)
class Move:
    """A requirement whose words change."""

    name: str
    before: str
    after: str


def moves(person: User, store: Callable[[], Any]) -> list[Move]:
    """Store it, look, and undo it: the engine that everybody else asks says what changes."""
    before = _by_key(person)
    with tried(keep=False):
        store()
        after = _by_key(person)
    keys = sorted({*before, *after}, key=lambda key: _name(before.get(key), after.get(key)))
    found = [(before.get(key), after.get(key)) for key in keys]
    return [Move(_name(old, new), _said(old, new), _said(new, old)) for old, new in found if _words(old) != _words(new)]


def _by_key(person: User) -> dict[str, Asked]:
    return {row.key: row for row in training_of(person).rows}


def _name(*rows: Asked | None) -> str:
    return next(row.name for row in rows if row)


def _words(row: Asked | None) -> tuple[str, str]:
    return (row.state, row.when) if row else ("", "")


def _said(row: Asked | None, other: Asked | None) -> str:
    """The day; with the state where that changes too."""
    if row is None:
        return _("Not asked")
    day = said(row.due_on) if row.due_on else row.when
    same = other is not None and other.state == row.state
    return day if same and day else ", ".join(part for part in (row.label, day) if part)
