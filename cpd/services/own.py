"""What owners do with their log: write, reflect, delete and put back. Nobody else does any of it."""

from __future__ import annotations

import datetime
import hashlib
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from audit.services import record
from cpd.models import CPDEntry, Evidence, RegulatorChoice
from cpd.presets import presets
from cpd.screening import refuse
from cpd.words import Kind
from people.models import User

KEPT_DAYS = 30
WORDS = ("happened", "learnt", "will_try", "benefit")
FACTS = ("on", "until", "minutes", "activity", "format", "group_size", "methods", "title", "provider", "evidence")


class NotOwnError(Exception):
    """It is somebody else's."""


class FactsFixedError(Exception):
    """It was made automatically: what it says of the facts is its source's, and it can't be deleted."""


class UnknownPresetError(Exception):
    """There is no preset with this code."""


@dataclass(frozen=True)
class File:
    """A paper as it was uploaded, checked by the form."""

    name: str
    kind: str
    body: bytes


@transaction.atomic
def add(*, actor: User, kind: str, key: uuid.UUID | None = None, file: File | None = None, **values: Any) -> CPDEntry:
    """A new entry of one's own; with the same `key` it is made once. Raises RefusedTextError and keeps nothing."""
    entry = CPDEntry(user=actor, kind=kind, public_id=key or uuid.uuid4())
    made = CPDEntry.objects.filter(public_id=entry.public_id).first()
    if made:
        return _own(actor, made)
    _fill(entry, values, (*FACTS, *WORDS))
    entry.save()
    _attach(entry, file)
    record(actor=actor, action="cpd.entry_added", records=[entry])
    return entry


@transaction.atomic
def change(*, actor: User, entry: CPDEntry, file: File | None = None, **values: Any) -> CPDEntry:
    """Change one's own entry; of an automatic one only the reflection, whatever else is given."""
    locked = _own(actor, entry)
    _fill(locked, values, WORDS if locked.is_automatic else (*FACTS, *WORDS))
    locked.save()
    if not locked.is_automatic:
        _attach(locked, file)
    record(actor=actor, action="cpd.entry_changed", records=[locked])
    return locked


def _fill(entry: CPDEntry, values: dict[str, Any], names: tuple[str, ...]) -> None:
    for name in names:
        if name in values:
            setattr(entry, name, values[name])
    refuse(*(getattr(entry, name) for name in (*WORDS, "title", "provider", "evidence")))
    if entry.kind == Kind.BREAK:
        entry.minutes = 0


def _attach(entry: CPDEntry, file: File | None) -> None:
    if file is None:
        return
    values = {"name": file.name, "kind": file.kind, "body": file.body, "sha256": hashlib.sha256(file.body).hexdigest()}
    Evidence.objects.update_or_create(entry=entry, defaults=values)


@transaction.atomic
def delete(*, actor: User, entry: CPDEntry) -> None:
    """Take one's own entry out of the log; for thirty days it can be put back, then it is erased."""
    locked = _own(actor, entry)
    if locked.is_automatic:
        raise FactsFixedError
    CPDEntry.objects.filter(pk=locked.pk).update(deleted_at=timezone.now())
    record(actor=actor, action="cpd.entry_deleted", records=[locked])


@transaction.atomic
def put_back(*, actor: User, entry: CPDEntry) -> None:
    """Back into the log."""
    locked = _own(actor, entry)
    CPDEntry.objects.filter(pk=locked.pk).update(deleted_at=None)
    record(actor=actor, action="cpd.entry_put_back", records=[locked])


def erase_deleted() -> int:
    """Erase what was deleted thirty days ago, with its evidence; how many entries there were."""
    before = timezone.now() - datetime.timedelta(days=KEPT_DAYS)
    _rows, by_model = CPDEntry.objects.own_words().filter(deleted_at__lt=before).delete()
    return by_model.get(CPDEntry._meta.label, 0)


@transaction.atomic
def choose_regulator(*, actor: User, preset: str, since: datetime.date | None) -> None:
    """Whose rules to count by, and from which day; none at all for an empty code."""
    if not preset:
        RegulatorChoice.objects.filter(user=actor).delete()
    elif preset not in presets():
        raise UnknownPresetError(preset)
    else:
        values = {"preset": preset, "since": since or timezone.localdate().replace(month=1, day=1)}
        RegulatorChoice.objects.update_or_create(user=actor, defaults=values)
    record(actor=actor, action="cpd.regulator_chosen", records=[actor])


def _own(actor: User, entry: CPDEntry) -> CPDEntry:
    locked = CPDEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if locked.user_id != actor.pk:
        raise NotOwnError
    return locked
