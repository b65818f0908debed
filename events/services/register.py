"""Who is there: people sign in with the day's code, who takes the register marks the rest. Nothing of it counts yet."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from audit.services import record
from events.kinds import Result
from events.models import Attendance, Booking, EventDay, EventOutcome, LiveEvent
from events.permissions import may_take_register
from events.room_codes import fits
from events.services.errors import (
    AttestedError,
    CancelledError,
    NoBookingError,
    NotAllowedError,
    NotTodayError,
    WrongCodeError,
)
from events.services.locking import locked
from people.models import User


class Mark(NamedTuple):
    """What one person's day came to; `minutes` only where they were there in part. No result: not known."""

    result: str
    minutes: int = 0


def day_of_today(event: LiveEvent, today: datetime.date | None = None) -> EventDay | None:
    """The event's day that is today."""
    return event.days.filter(on=today or timezone.localdate()).select_related("event").first()


@transaction.atomic
def sign_in(*, actor: User, event: LiveEvent, code: str) -> Attendance:
    """Somebody who has a place says that they are in the room. Signing in again changes nothing."""
    event = locked(event)
    if event.is_cancelled:
        raise CancelledError
    day = day_of_today(event)
    if day is None:
        raise NotTodayError
    if not fits(day, code):
        raise WrongCodeError
    if not Booking.objects.booked().filter(event=event, user=actor).exists():
        raise NoBookingError
    if EventOutcome.objects.filter(event=event, user=actor).exists():
        raise AttestedError
    row, _made = Attendance.objects.get_or_create(day=day, user=actor)
    if row.signed_in_at is None:
        row.signed_in_at = timezone.now()
        row.save(update_fields=["signed_in_at"])
        record(actor=actor, action="events.signed_in", records=[event, row], organisation_id=event.organisation_id)
    return row


@transaction.atomic
def take(*, actor: User, event: LiveEvent, day: EventDay, marks: dict[int, Mark]) -> int:
    """Note the day's marks by person; how many changed. Nobody marks themselves, and what is attested stays."""
    event = locked(event)
    if not may_take_register(actor, event):
        raise NotAllowedError
    if event.is_cancelled:
        raise CancelledError
    if day.on > timezone.localdate():
        raise NotTodayError
    booked = set(Booking.objects.booked().filter(event=event).values_list("user_id", flat=True))
    attested = set(EventOutcome.objects.filter(event=event).values_list("user_id", flat=True))
    if not marks.keys() <= booked or actor.pk in marks:
        raise NotAllowedError
    rows = {row.user_id: row for row in Attendance.objects.filter(day=day)}
    changed = [
        row
        for user_id, mark in marks.items()
        if user_id not in attested and (row := _marked(actor, day, rows.get(user_id), user_id, mark))
    ]
    if changed:
        record(
            actor=actor,
            action="events.register_taken",
            records=[event, *changed],
            organisation_id=event.organisation_id,
        )
    return len(changed)


def _marked(actor: User, day: EventDay, row: Attendance | None, user_id: int, mark: Mark) -> Attendance | None:
    """The row with the mark, if that is new."""
    row = row or Attendance(day=day, user_id=user_id)
    minutes = minutes_of(day, mark)
    if (row.mark, row.minutes) == (mark.result, minutes):
        return None
    row.mark, row.minutes, row.marked_by, row.marked_at = mark.result, minutes, actor, timezone.now()
    row.save()
    return row


def minutes_of(day: EventDay, mark: Mark) -> int:
    """All of the day's for who was there, those noted for who was there in part."""
    if mark.result == Result.ATTENDED:
        return day.minutes
    return min(mark.minutes, day.minutes) if mark.result == Result.PARTIAL else 0
