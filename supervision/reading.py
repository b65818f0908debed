"""Nothing is read unlogged: texts open only inside `reading`, which writes one entry for all records it opened.

The entry stands in the same transaction as the reading. What can't be logged is not shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from audit.services import record_read


class UnloggedRead(Exception):
    """A sealed text was to be opened where nobody says who reads."""


@dataclass
class Reading:
    """Who reads, as what, and which records were opened so far; `shown` to nobody where a machine works on them."""

    actor: Any
    role: str = ""
    organisation_id: object = ""
    shown: bool = True
    opened: dict[tuple[str, str], None] = field(default_factory=dict)


_now: ContextVar[Reading | None] = ContextVar("reading", default=None)


@contextmanager
def reading(actor: Any, *, role: str = "", organisation_id: object = "") -> Iterator[Reading]:
    """Texts may be opened inside; whose were, is in the audit log when it ends. Nested in another, it is part of it."""
    outer = _now.get()
    if outer is not None and outer.shown:
        yield outer
        return
    with transaction.atomic():
        inner = Reading(actor, role, organisation_id)
        token = _now.set(inner)
        try:
            yield inner
        finally:
            _now.reset(token)
        record_read(actor=actor, records=inner.opened, role=inner.role, organisation_id=inner.organisation_id)


def note_opened(label: str, key: object) -> bool:
    """Called for every text that is opened; whether it may stay open. Raises UnloggedRead outside `reading`."""
    current = _now.get()
    if current is None:
        raise UnloggedRead(label)
    current.opened[label, str(key)] = None
    return current.shown


@contextmanager
def unread() -> Iterator[None]:
    """Machine work on sealed texts that shows them to nobody: sealing anew, carrying forward, hashing, drills.

    Nothing stays open in the rows afterwards, and somebody who reads inside is logged as anywhere.
    """
    token = _now.set(Reading(None, shown=False))
    try:
        yield
    finally:
        _now.reset(token)


def reads_as(role: str, organisation_id: object) -> None:
    """Say in the entry of the reading under way as what one reads; the first record of a page decides."""
    current = _now.get()
    if current is not None and current.shown and not current.role:
        current.role, current.organisation_id = role, organisation_id
