"""Entries as an iCalendar file (RFC 5545), for calendar programs."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from people.addresses import at_home
from people.calendar import Entry

AN_HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


def written(entries: Iterable[Entry], *, name: str, language: str) -> bytes:
    """The whole file. Asked again after an hour at the soonest, by programs that heed it."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Hearth//Calendar//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", AN_HOUR, parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@{urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname}")
    event.add("dtstamp", timezone.now().astimezone(datetime.UTC).replace(microsecond=0))
    event.add("summary", entry.title)
    if entry.all_day:
        event.add("dtstart", timezone.localdate(entry.starts))
        event.add("dtend", timezone.localdate(entry.ends) + DAY)
        event.add("transp", "TRANSPARENT")
    else:
        event.add("dtstart", entry.starts.astimezone(datetime.UTC))
        event.add("dtend", entry.ends.astimezone(datetime.UTC))
    if entry.place:
        event.add("location", entry.place)
    if entry.href:
        event.add("url", at_home(entry.href))
    return event
