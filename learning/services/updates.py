"""What people who finished a module do about a later edition: note it, read a unit again, take the check again."""

from __future__ import annotations

import datetime
import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.services import record
from learning.models import Completion, Edition, EditionUnit, Enrolment, UnitProgress, UpdateAcknowledgement
from learning.models.editions import Notice
from learning.notices import asked_of
from learning.updates import Update
from people.models import User


class NotAsked(Exception):
    """No later edition asks this of them, or they have done it."""


class StillToDo(Exception):
    """Noting is not enough: there are units to read again, or a check to take."""


def note(*, actor: User, module_key: uuid.UUID, at: datetime.datetime | None = None) -> UpdateAcknowledgement:
    """Put the update away as known. Raises StillToDo while the newest edition has units to read again."""
    with transaction.atomic():
        update, edition = _asked(actor, module_key, at)
        if update.kind == Notice.RETAKE or _left(update, edition):
            raise StillToDo(module_key)
        return _acknowledge(actor, edition, None, at)


def reread(
    *, actor: User, module_key: uuid.UUID, unit_key: uuid.UUID, at: datetime.datetime | None = None
) -> UpdateAcknowledgement:
    """Tick off a unit that was named to be read again."""
    with transaction.atomic():
        update, edition = _asked(actor, module_key, at)
        if update.kind != Notice.REREAD or unit_key not in _left(update, edition):
            raise NotAsked(unit_key)
        return _acknowledge(actor, edition, unit_key, at)


def retake(*, actor: User, module_key: uuid.UUID, at: datetime.datetime | None = None) -> Enrolment:
    """Begin the final check of the newest edition, and the units named with it; everything else counts as known.

    It is an enrolment of its own, so it ends in a completion and a certificate of its own. Whoever has been given the
    module again, or is on their way through it, does that instead.
    """
    with transaction.atomic():
        update, edition = _asked(actor, module_key, at)
        if update.kind != Notice.RETAKE:
            raise NotAsked(module_key)
        last = Completion.objects.filter(user=actor, module_key=module_key).order_by("-edition__number").first()
        if last is None:
            raise NotAsked(module_key)
        enrolment = _begin(actor, edition, last, due_on=update.due, at=at)
        _carry_over(enrolment, last, set(update.units))
        record(actor=actor, action="learning.retake_begun", records=[enrolment])
    return enrolment


def _begin(
    actor: User, edition: Edition, last: Completion, *, due_on: datetime.date | None, at: datetime.datetime | None
) -> Enrolment:
    """The one open enrolment of the module; where there is one already, no check is asked for."""
    try:
        with transaction.atomic():
            return Enrolment.objects.create(
                user=actor,
                module_key=edition.module_key,
                edition=edition,
                started_at=at or timezone.now(),
                due_on=due_on,
                retake_of=last,
            )
    except IntegrityError as error:
        raise NotAsked(edition.module_key) from error


def _asked(actor: User, module_key: uuid.UUID, at: datetime.datetime | None) -> tuple[Update, Edition]:
    """What is open of this module, one request of a person after the other."""
    User.objects.select_for_update().get(pk=actor.pk)
    update = next((update for update in asked_of(actor, at) if update.module == module_key), None)
    edition = Edition.objects.current(at).filter(module_key=module_key).first()
    if update is None or edition is None:
        raise NotAsked(module_key)
    return update, edition


def _left(update: Update, edition: Edition) -> set[uuid.UUID]:
    """Units to read again that the newest edition still has."""
    there = EditionUnit.objects.filter(edition=edition, unit_key__in=update.units)
    return set(there.values_list("unit_key", flat=True))


def _acknowledge(
    actor: User, edition: Edition, unit_key: uuid.UUID | None, at: datetime.datetime | None
) -> UpdateAcknowledgement:
    row, made = UpdateAcknowledgement.objects.get_or_create(
        user=actor, edition=edition, unit_key=unit_key, defaults={"at": at or timezone.now()}
    )
    if made:
        record(actor=actor, action="learning.unit_reread" if unit_key else "learning.update_noted", records=[row])
    return row


def _carry_over(enrolment: Enrolment, last: Completion, named: set[uuid.UUID]) -> None:
    keys = EditionUnit.objects.filter(edition=enrolment.edition).values_list("unit_key", flat=True).distinct()
    UnitProgress.objects.bulk_create(
        UnitProgress(
            enrolment=enrolment,
            unit_key=key,
            language=(last.languages or ["en"])[0],
            completed_at=last.completed_at,
            carried=True,
        )
        for key in keys.order_by()
        if key not in named
    )
