"""Private notes on units, and reflections: kept and deleted by their writer, read by nobody else, named in no log."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from learning.models import EditionUnit, Reflection, UnitNote
from people.models import User

NOTE_LENGTH = 5000


class NoteTooLong(Exception):
    """A note may have NOTE_LENGTH characters."""


def keep(*, actor: User, unit: EditionUnit, text: str) -> None:
    """The actor's one note on the unit; an empty one is deleted. Raises NoteTooLong and keeps nothing."""
    if len(text) > NOTE_LENGTH:
        raise NoteTooLong(len(text))
    own = UnitNote.objects.filter(user=actor, unit_key=unit.unit_key)
    with transaction.atomic():
        if not text.strip():
            own.delete()
            return
        defaults = {"text": text, "module_key": unit.edition.module_key}
        UnitNote.objects.update_or_create(user=actor, unit_key=unit.unit_key, defaults=defaults)


def delete(*, actor: User, kind: str, pk: int) -> bool:
    """Delete one's own note or reflection for good; False when there is none."""
    model: Any = {"note": UnitNote, "reflection": Reflection}.get(kind)
    if model is None:
        return False
    deleted, _by_model = model.objects.filter(user=actor, pk=pk).delete()
    return bool(deleted)
