"""Giving a requirement to many people at once. What somebody has already been given is skipped and counted."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.services import record
from pathways.models import Assignment, Requirement, Round, RoundAssignment
from pathways.overview.audience import Found, people_for
from pathways.overview.due import Due
from pathways.overview.told import ASSIGNED, assigned_params, own_page
from pathways.services.chasing import TooLate
from pathways.services.errors import NotAllowed
from pathways.services.statuses import refresh
from people.models import User
from people.permissions import coordinates
from people.services.notifying import Note, notify_all, withdraw

MOST = 500


class NobodyToAssign(Exception):
    """None of the people chosen is without this assignment."""


@dataclass(frozen=True)
class Wish:
    """What the check page showed: a requirement, a deadline, and the people ticked."""

    requirement: Requirement
    due: Due
    people: tuple[uuid.UUID, ...]


def assign_many(*, actor: User, round_id: uuid.UUID, wish: Wish) -> Round:
    """Give it to those the actor coordinates. The same round again gives the first one back."""
    try:
        return _assign(actor, round_id, wish)
    except IntegrityError:
        return Round.objects.get(pk=round_id, actor=actor)


@transaction.atomic
def _assign(actor: User, round_id: uuid.UUID, wish: Wish) -> Round:
    done = Round.objects.filter(pk=round_id, actor=actor).first()
    if done:
        return done
    found = [row for row in people_for(actor, wish.requirement, only=wish.people[:MOST]) if not row.has_it]
    if not found:
        raise NobodyToAssign
    if not all(coordinates(actor, row.organisation) for row in found):
        raise NotAllowed
    skipped = len(set(wish.people)) - len({row.public_id for row in found})
    made = Round.objects.create(
        pk=round_id, kind=Round.Kind.ASSIGNMENTS, actor=actor, people=len(found), skipped=skipped
    )
    rows = Assignment.objects.bulk_create(_row(actor, wish, row) for row in found)
    RoundAssignment.objects.bulk_create(RoundAssignment(round=made, assignment=row) for row in rows)
    users = User.objects.in_bulk([row.user for row in found])
    record(actor=actor, action="pathways.assigned_to_many", records=[made, wish.requirement, *users.values()])
    _tell(actor, made, wish.requirement, rows, users)
    refresh(list(users))
    return made


def _row(actor: User, wish: Wish, found: Found) -> Assignment:
    return Assignment(
        user_id=found.user,
        organisation_id=found.organisation,
        requirement=wish.requirement,
        due_on=wish.due.on(found.began_on),
        recorded_by=actor,
    )


def _tell(
    actor: User, made: Round, requirement: Requirement, rows: Iterable[Assignment], users: dict[int, User]
) -> None:
    notes = [
        Note(
            users[row.user_id],
            str(made.pk),
            own_page(users[row.user_id]),
            assigned_params(actor, requirement, row.due_on),
        )
        for row in rows
    ]
    notify_all(kind=ASSIGNED, notes=notes, hold_until=made.held_until)


@transaction.atomic
def undo(*, actor: User, made: Round) -> Round:
    """The round's assignments are taken back before anybody has heard of them. Undoing twice is the same as once."""
    locked = Round.objects.select_for_update().get(pk=made.pk, actor=actor, kind=Round.Kind.ASSIGNMENTS)
    if locked.undone_at:
        return locked
    if not locked.can_be_undone:
        raise TooLate
    now = timezone.now()
    withdraw(kind=ASSIGNED, keys=[str(locked.pk)])
    rows = Assignment.objects.standing().filter(pk__in=locked.assignments.values("assignment"))
    people = list(rows.values_list("user_id", flat=True))
    rows.update(withdrawn_at=now, withdrawn_by=actor)
    locked.undone_at = now
    locked.save(update_fields=["undone_at"])
    record(actor=actor, action="pathways.assignments_undone", records=[locked])
    refresh(people)
    return locked
