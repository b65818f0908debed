"""Reminding many people at once. It stays quiet for some seconds and can be taken back meanwhile."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.services import record
from pathways.models import Round, RoundReminder
from pathways.overview.chase import AT_ONCE, Chased, people_of, rows_to_chase
from pathways.overview.filters import Filters
from pathways.overview.scope import named
from pathways.overview.told import REMINDER, own_page
from people.models import User
from people.services.notifying import Note, notify_all, withdraw


class NobodyToRemind(Exception):
    """None of the people chosen has anything to be reminded of."""


class TooLate(Exception):
    """They have heard of it."""


def remind(*, actor: User, round_id: uuid.UUID, people: Iterable[uuid.UUID]) -> Round:
    """Remind those of the people who are the actor's to chase and still have something to do.

    The same round again, as by pressing twice, gives the first one back.
    """
    try:
        return _remind(actor, round_id, list(people))
    except IntegrityError:
        return Round.objects.get(pk=round_id, actor=actor)


@transaction.atomic
def _remind(actor: User, round_id: uuid.UUID, chosen: list[uuid.UUID]) -> Round:
    done = Round.objects.filter(pk=round_id, actor=actor).first()
    if done:
        return done
    rows = rows_to_chase(named(actor), Filters(), actor)
    ids = rows.filter(user__public_id__in=chosen[:AT_ONCE]).order_by().values_list("user", flat=True).distinct()
    chased = people_of(rows, list(ids))
    if not chased:
        raise NobodyToRemind
    skipped = len(set(chosen)) - len(chased)
    made = Round.objects.create(
        pk=round_id, kind=Round.Kind.REMINDERS, actor=actor, people=len(chased), skipped=skipped
    )
    RoundReminder.objects.bulk_create(_reminder(made, person) for person in chased)
    users = User.objects.in_bulk([person.pk for person in chased])
    notes = [
        Note(users[person.pk], str(made.pk), own_page(users[person.pk]), person.params(actor)) for person in chased
    ]
    notify_all(kind=REMINDER, notes=notes, hold_until=made.held_until)
    record(actor=actor, action="pathways.reminded", records=[made, *users.values()])
    return made


def _reminder(made: Round, person: Chased) -> RoundReminder:
    asked = [item.requirement_id for item in person.items]
    return RoundReminder(round=made, user_id=person.pk, organisation_id=person.organisation, requirements=asked)


@transaction.atomic
def undo(*, actor: User, made: Round) -> Round:
    """Nobody is reminded after all. Undoing twice is the same as once."""
    locked = Round.objects.select_for_update().get(pk=made.pk, actor=actor, kind=Round.Kind.REMINDERS)
    if locked.undone_at:
        return locked
    if not locked.can_be_undone:
        raise TooLate
    withdraw(kind=REMINDER, keys=[str(locked.pk)])
    locked.undone_at = timezone.now()
    locked.save(update_fields=["undone_at"])
    record(actor=actor, action="pathways.reminders_undone", records=[locked])
    return locked
