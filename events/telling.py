"""Telling people about their places: when they get one, wait, move up, lose it, and what came of being there."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy

from events.kinds import Result
from events.models import Booking, EventOutcome, LiveEvent
from people.notifications import Group, Kind, Mail, Params, register
from people.services.notifying import Note, notify_all

BOOKED, FREED, WAITING, TAKEN_OFF = "event_booked", "event_place_freed", "event_waiting", "event_taken_off"
CHANGED, CANCELLED, ATTESTED, TOMORROW = "event_changed", "event_cancelled", "event_attested", "event_tomorrow"


KINDS: tuple[tuple[str, Promise, Promise, Mail], ...] = (
    (
        BOOKED,
        gettext_lazy("You have a place at an event"),
        gettext_lazy("You have a place: %(title)s, %(date)s, %(time)s. How to join is on its page."),
        "now",
    ),
    (
        FREED,
        gettext_lazy("A place has become free for you"),
        gettext_lazy("A place is free and it is yours: %(title)s, %(date)s, %(time)s. How to join is on its page."),
        "now",
    ),
    (
        WAITING,
        gettext_lazy("You are on a waiting list"),
        gettext_lazy(
            "You are on the waiting list for %(title)s, %(date)s. When a place frees, you move up by yourself."
        ),
        "digest",
    ),
    (
        TAKEN_OFF,
        gettext_lazy("Your place was given up for you"),
        gettext_lazy("You are no longer booked for %(title)s, %(date)s. Your training coordinator can tell you why."),
        "now",
    ),
    (
        CHANGED,
        gettext_lazy("An event you are booked for has changed"),
        gettext_lazy("Changed: %(title)s, now on %(date)s, %(time)s. Look at the days and how to join."),
        "now",
    ),
    (
        CANCELLED,
        gettext_lazy("An event is cancelled"),
        gettext_lazy("Cancelled: %(title)s, %(date)s. %(reason)s"),
        "now",
    ),
    (
        ATTESTED,
        gettext_lazy("Your attendance is recorded"),
        gettext_lazy("Your attendance is recorded: %(title)s, %(date)s – %(result)s."),
        "digest",
    ),
    (
        TOMORROW,
        gettext_lazy("An event is tomorrow"),
        gettext_lazy("Tomorrow: %(title)s, %(time)s. How to join is on its page."),
        "now",
    ),
)


def _about(params: Params) -> dict[str, str]:
    """What the sentences name, in the language in force."""
    welsh = get_language() == "cy" and params.get("title_cy")
    on = params.get("on")
    return {
        "title": params["title_cy"] if welsh else params["title_en"],
        "date": date_format(datetime.date.fromisoformat(on), "j F Y") if on else "",
        "time": params.get("time", ""),
        "reason": params.get("reason", ""),
        "result": str(Result(params["result"]).label) if params.get("result") else "",
    }


def register_kinds() -> None:
    """What this room tells people; none of it names anybody but the reader."""
    for code, label, words, mail in KINDS:
        register(Kind(code, label, partial(_said, words), Group.EVENTS, mail))


def _said(words: Promise, params: Params) -> str:
    return str(words) % _about(params)


def booked(booking: Booking, event: LiveEvent) -> None:
    """They have a place."""
    _tell(BOOKED, event, [booking])


def place_freed(booking: Booking, event: LiveEvent) -> None:
    """They waited, and now have a place."""
    _tell(FREED, event, [booking])


def waits(booking: Booking, event: LiveEvent) -> None:
    """Every place was taken; they wait."""
    _tell(WAITING, event, [booking])


def taken_off(booking: Booking) -> None:
    """Somebody else gave up their place or their wait."""
    _tell(TAKEN_OFF, booking.event, [booking])


def changed(event: LiveEvent, which: str) -> None:
    """Days, place or joining details are others now; `which` tells one change from the next."""
    _tell(CHANGED, event, _holders(event), suffix=f":{which}")


def cancelled(event: LiveEvent) -> None:
    """It won't take place; whoever waited hears it too."""
    _tell(CANCELLED, event, _holders(event, waiting=True), reason=event.cancelled_because)


def attested(event: LiveEvent, made: Iterable[EventOutcome]) -> None:
    """What was attested of each person, to that person."""
    for outcome in made:
        params = _params(event) | {"on": str(outcome.on), "result": outcome.result}
        notify_all(kind=ATTESTED, notes=[Note(outcome.user, str(outcome.public_id), event.href, params)])


def tomorrow() -> int:
    """Everybody with a place at an event that begins tomorrow, once; how many were told."""
    on = timezone.localdate() + datetime.timedelta(days=1)
    events = LiveEvent.objects.beginning(on)
    return sum(_tell(TOMORROW, event, _holders(event), suffix=f":{on}") for event in events)


def _holders(event: LiveEvent, *, waiting: bool = False) -> list[Booking]:
    rows = Booking.objects.open() if waiting else Booking.objects.booked()
    return list(rows.filter(event=event).select_related("user"))


def _tell(
    kind: str,
    event: LiveEvent,
    bookings: Iterable[Booking],
    *,
    suffix: str = "",
    reason: str = "",
) -> int:
    params = _params(event) | {"reason": reason}
    notes = [Note(row.user, f"{row.public_id}{suffix}", event.href, params) for row in bookings]
    return notify_all(kind=kind, notes=notes) if notes else 0


def _params(event: LiveEvent) -> dict[str, Any]:
    day = event.days.first()
    return {
        "title_en": event.title_en,
        "title_cy": event.title_cy,
        "on": day.on.isoformat() if day else "",
        "time": f"{day.starts:%H:%M}–{day.ends:%H:%M}" if day else "",
    }
