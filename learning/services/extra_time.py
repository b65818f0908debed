"""More time in checks that have a time limit: given to a person, until a day, with no reason recorded."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.services import record
from learning.models import Attempt, ExtraTime
from learning.permissions.extra_time import can_give_extra_time
from learning.services.attempts import ends_at, is_over
from people.models import User


class NotTheirsToGive(PermissionDenied):
    """The actor neither coordinates nor supervises where the person is today."""


@transaction.atomic
def give(*, actor: User, person: User, per_cent: int, until: datetime.date | None) -> ExtraTime:
    """Give it, or change what was given. A check under way gets its new end at once, and never an earlier one."""
    if not can_give_extra_time(actor, person):
        raise NotTheirsToGive
    extra, _made = ExtraTime.objects.update_or_create(
        user=person, defaults={"per_cent": per_cent, "until": until, "given_by": actor}
    )
    record(actor=actor, action="learning.extra_time_given", records=[person])
    for attempt in _under_way(person):
        _move_end(attempt)
    return extra


@transaction.atomic
def end(*, actor: User, person: User) -> None:
    """From the next check on there is none. A check under way keeps the end it has."""
    if not can_give_extra_time(actor, person):
        raise NotTheirsToGive
    gone, _each = ExtraTime.objects.filter(user=person).delete()
    if gone:
        record(actor=actor, action="learning.extra_time_ended", records=[person])


def _under_way(person: User) -> list[Attempt]:
    rows = Attempt.objects.filter(enrolment__user=person, submitted_at__isnull=True, ends_at__isnull=False)
    return list(rows.select_related("enrolment__edition").select_for_update(of=("self",)))


def _move_end(attempt: Attempt) -> None:
    """What is over stays over: what was saved by then counts."""
    moved = ends_at(attempt.enrolment, attempt.started_at)
    if is_over(attempt) or moved is None or attempt.ends_at is None or moved <= attempt.ends_at:
        return
    attempt.ends_at = moved
    attempt.save(update_fields=["ends_at"])
