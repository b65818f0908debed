"""Attesting: only this makes an outcome, of which certificates, CPD and pathways follow. Corrections supersede."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from audit.services import record
from events import finished, telling
from events.durations import in_words
from events.kinds import Result
from events.models import Attendance, Booking, EventDay, EventOutcome, LiveEvent
from events.permissions import runs_event
from events.services import certificates
from events.services.errors import (
    CancelledError,
    MarksMissingError,
    NobodyToAttestError,
    NotAllowedError,
    NothingChangedError,
    NotOverError,
    SomebodyWasQuickerError,
)
from events.services.locking import locked
from events.services.register import Mark, minutes_of
from people.models import User


@transaction.atomic
def attest(*, actor: User, event: LiveEvent) -> list[EventOutcome]:
    """Vouch for everybody's marks but one's own, and for all of them at once or for none.

    Those attested already stay as they are, so that doing it twice makes nothing new.
    """
    event = locked(event)
    if not runs_event(actor, event):
        raise NotAllowedError
    if event.is_cancelled:
        raise CancelledError
    days = list(event.days.all())
    if not days or days[-1].on > timezone.localdate():
        raise NotOverError
    people = to_attest(event, actor)
    if not people:
        if EventOutcome.objects.filter(event=event).exists():
            return []
        raise NobodyToAttestError
    marks = marks_of(event)
    lacking = [person.name for person in people if len(marks.get(person.pk, {})) < len(days)]
    if lacking:
        raise MarksMissingError(str(MarksMissingError.words) + " " + ", ".join(lacking))
    made = [_outcome(actor, event, person, _told(days, marks[person.pk])) for person in people]
    record(actor=actor, action="events.attested", records=[event, *made], organisation_id=event.organisation_id)
    _follow(actor, event, made)
    return made


@transaction.atomic
def correct(*, actor: User, outcome: EventOutcome, marks: dict[Any, Mark], reason: str) -> EventOutcome:
    """A new row in place of what was attested, with its reason; the old one stays, dated, and by whom.

    `marks` are by the day's key. The certificate of attendance that was none is revoked, and one that was missing
    is issued.
    """
    event = locked(outcome.event)
    if not runs_event(actor, event) or actor.pk == outcome.user_id:
        raise NotAllowedError
    current = EventOutcome.objects.current().select_related("user").get(event=event, user=outcome.user_id)
    days = list(event.days.all())
    told = _told(days, {day.pk: (marks[day.pk].result, minutes_of(day, marks[day.pk])) for day in days})
    if current.days == told:
        raise NothingChangedError
    if current.pk != outcome.pk:
        raise SomebodyWasQuickerError
    why = " ".join(reason.split())[:300]
    made = _outcome(actor, event, current.user, told, supersedes=current, reason=why)
    record(actor=actor, action="events.corrected", records=[event, made], organisation_id=event.organisation_id)
    _follow(actor, event, [made])
    return made


def to_attest(event: LiveEvent, actor: User) -> list[User]:
    """Who has a place and no outcome, but the actor: another coordinator attests theirs."""
    done = EventOutcome.objects.filter(event=event).values("user")
    rows = Booking.objects.booked().filter(event=event).exclude(user__in=done).exclude(user=actor)
    return [row.user for row in rows.select_related("user").order_by("user__name", "pk")]


def marks_of(event: LiveEvent) -> dict[int, dict[int, tuple[str, int]]]:
    """(result, minutes) by person and day, of those who are marked."""
    found: dict[int, dict[int, tuple[str, int]]] = {}
    for row in Attendance.objects.filter(day__event=event).exclude(mark=""):
        found.setdefault(row.user_id, {})[row.day_id] = (row.mark, row.minutes)
    return found


def result_of(results: Iterable[str]) -> str:
    """The whole of it, none of it, or in part."""
    found = set(results)
    return found.pop() if len(found) == 1 else Result.PARTIAL.value


def _told(days: list[EventDay], marks: dict[int, tuple[str, int]]) -> list[dict[str, Any]]:
    """What each day came to, as the outcome keeps it."""
    return [{"on": day.on.isoformat(), "result": str(marks[day.pk][0]), "minutes": marks[day.pk][1]} for day in days]


def _outcome(
    actor: User,
    event: LiveEvent,
    person: User,
    told: list[dict[str, Any]],
    *,
    supersedes: EventOutcome | None = None,
    reason: str = "",
) -> EventOutcome:
    return EventOutcome.objects.create(
        event=event,
        user=person,
        result=result_of(day["result"] for day in told),
        minutes=sum(day["minutes"] for day in told),
        on=told[-1]["on"],
        days=told,
        attested_at=timezone.now(),
        attested_by=actor,
        supersedes=supersedes,
        reason=reason,
    )


def _follow(actor: User, event: LiveEvent, made: list[EventOutcome]) -> None:
    """What comes of outcomes: certificates, whatever other rooms make of them, and telling the people."""
    for outcome in made:
        outcome.refresh_from_db(fields=["on"])
        certificates.follow(actor, event, outcome)
        finished.tell(outcome)
    telling.attested(event, made)


@dataclass(frozen=True)
class Preview:
    """What attesting would say of one person; no result while a day lacks its mark."""

    person: User
    result: str
    duration: str
    missing: int


def preview(event: LiveEvent, actor: User) -> list[Preview]:
    """Everybody whose attendance this person may attest now."""
    days, marks = list(event.days.all()), marks_of(event)
    found = []
    for person in to_attest(event, actor):
        mine = marks.get(person.pk, {})
        missing = len(days) - len(mine)
        label = "" if missing else str(Result(result_of(mark for mark, _minutes in mine.values())).label)
        minutes = sum(minutes for _mark, minutes in mine.values())
        found.append(Preview(person, label, in_words(minutes), missing))
    return found
