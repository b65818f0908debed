"""Events as calendars read them: one file an event, and the entries of a person's own feed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.utils import timezone
from icalendar import Calendar, Event

from events.models import Booking, EventDay, LiveEvent
from people.addresses import at_home
from people.calendar import Entry
from people.models import User

PRODUCT = "-//Hearth//Live events//EN"


def entries_of(user: User, first_day: datetime.date, last_day: datetime.date) -> list[Entry]:
    """Each day of the events the person has a place at; how to join stays behind the sign-in."""
    places = Booking.objects.booked().filter(user=user, event__state=LiveEvent.State.PLANNED)
    days = EventDay.objects.filter(event__in=places.values("event"), on__gte=first_day, on__lte=last_day)
    return [_entry(day) for day in days.select_related("event")]


def _entry(day: EventDay) -> Entry:
    return Entry(
        uid=f"event-{day.public_id}@hearth",
        title=day.event.title,
        starts=day.starts_at,
        ends=day.ends_at,
        all_day=False,
        place=day.event.place,
        href=day.event.href,
    )


def file_of(event: LiveEvent, days: Iterable[EventDay]) -> bytes:
    """An .ics file of the event's days; a cancelled event takes itself out of the calendar."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for day in days:
        entry = Event()
        entry.add("uid", f"event-{day.public_id}@hearth")
        entry.add("dtstamp", timezone.now().astimezone(datetime.UTC))
        entry.add("dtstart", day.starts_at.astimezone(datetime.UTC))
        entry.add("dtend", day.ends_at.astimezone(datetime.UTC))
        entry.add("summary", event.title)
        entry.add("url", at_home(event.href))
        if event.place:
            entry.add("location", event.place)
        entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
        calendar.add_component(entry)
    return calendar.to_ical()
