"""Planning an event, changing it, calling it off. Whoever has a place is told."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import transaction

from audit.services import record
from events import telling
from events.models import Attendance, Booking, EventDay, LiveEvent
from events.permissions import may_plan, runs_event
from events.services.booking import move_up
from events.services.errors import AttestedError, CancelledError, DayInUseError, NotAllowedError, TooFewPlacesError
from events.services.locking import locked
from people.models import Adaptation, User

# What people who have a place must hear of when it changes, beside the days.
TOLD = ("mode", "place", "joining")


class Day(NamedTuple):
    """A day as it is planned."""

    on: datetime.date
    starts: datetime.time
    ends: datetime.time
    break_minutes: int = 0


@transaction.atomic
def plan(*, actor: User, event: LiveEvent, days: Sequence[Day], adaptations: Iterable[Adaptation] = ()) -> LiveEvent:
    """Add an event. Its `public_id` comes with the form, so that sending the form twice plans one event."""
    if not may_plan(actor) or not runs_event(actor, event):
        raise NotAllowedError
    before = LiveEvent.objects.filter(public_id=event.public_id, planned_by=actor).first()
    if before:
        return before
    event.planned_by = actor
    event.save(force_insert=True)
    event.adaptations.set(adaptations)
    _set_days(event, days)
    record(actor=actor, action="events.planned", records=[event], organisation_id=event.organisation_id)
    return event


@transaction.atomic
def change(*, actor: User, event: LiveEvent, days: Sequence[Day], adaptations: Iterable[Adaptation]) -> LiveEvent:
    """Keep the event as it is in hand. Places that more room makes go to those who wait."""
    before = locked(event)
    if not runs_event(actor, before) or not runs_event(actor, event):
        raise NotAllowedError
    if before.is_cancelled:
        raise CancelledError
    if before.outcomes_attested.exists():
        raise AttestedError
    if event.capacity < Booking.objects.booked().filter(event=before).count():
        raise TooFewPlacesError
    event.save()
    event.adaptations.set(adaptations)
    moved = _set_days(event, days)
    told = moved or any(getattr(before, name) != getattr(event, name) for name in TOLD)
    entry = record(actor=actor, action="events.changed", records=[event], organisation_id=event.organisation_id)
    if told:
        telling.changed(event, str(entry.sequence))
    move_up(event)
    return event


@transaction.atomic
def cancel(*, actor: User, event: LiveEvent, reason: str) -> LiveEvent:
    """Call it off, with a reason that everybody who has or wants a place reads. Twice is the same as once."""
    event = locked(event)
    if not runs_event(actor, event):
        raise NotAllowedError
    if event.is_cancelled:
        return event
    if event.outcomes_attested.exists():
        raise AttestedError
    event.state, event.cancelled_because = LiveEvent.State.CANCELLED, " ".join(reason.split())[:300]
    event.save(update_fields=["state", "cancelled_because"])
    record(actor=actor, action="events.cancelled", records=[event], organisation_id=event.organisation_id)
    telling.cancelled(event)
    return event


def _set_days(event: LiveEvent, days: Sequence[Day]) -> bool:
    """Make the event's days these; whether anything changed. A day whose register has begun can't go."""
    stored = {day.on: day for day in event.days.all()}
    wanted = {day.on: day for day in days}
    gone = [stored[on].pk for on in stored.keys() - wanted.keys()]
    if Attendance.objects.filter(day__in=gone).exists():
        raise DayInUseError
    EventDay.objects.filter(pk__in=gone).delete()
    moved = bool(gone)
    for on, day in wanted.items():
        row = stored.get(on) or EventDay(event=event, on=on)
        values = (day.starts, day.ends, day.break_minutes)
        if row.pk is None or (row.starts, row.ends, row.break_minutes) != values:
            row.starts, row.ends, row.break_minutes = values
            row.save()
            moved = True
    return moved
