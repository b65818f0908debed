"""Invented live events (demo/events.yaml), through the services, each at its own moment. Dates count from today."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.utils import timezone

from events import room_codes
from events.kinds import Prerequisite
from events.models import LiveEvent
from events.prerequisites import VOUCHED
from events.services import attesting, booking, planning, register
from events.services.planning import Day
from people.demo_clock import at
from people.models import Adaptation, Organisation, User

COORDINATOR = "coordinator"
PLANNED_BEFORE = datetime.timedelta(weeks=5)
SPACE = uuid.UUID("5f1c2f0a-8a2e-4b7e-9d55-0d4f6f0b6e11")


def load(report: Callable[[str], None] = lambda line: None) -> None:
    """Every event that is not there yet."""
    path = Path(settings.BASE_DIR) / "demo" / "events.yaml"
    told = yaml.safe_load(path.read_text(encoding="utf-8"))["events"]
    new = [event for event in told if not LiveEvent.objects.filter(public_id=key_of(event["key"])).exists()]
    for event in new:
        _Telling(event).tell()
    if new:
        report(f"events: {len(new)}")


def key_of(name: str) -> uuid.UUID:
    """The same key for the same event each time."""
    return uuid.uuid5(SPACE, name)


def _person(name: str) -> User:
    return User.objects.get(email=f"{name}@hearth.example")


class _Telling:
    """One event, from its planning to what was attested."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.told = told
        self.coordinator = _person(COORDINATOR)
        today = timezone.localdate()
        monday = today - datetime.timedelta(days=today.weekday())
        first = monday + datetime.timedelta(weeks=told["week"], days=told["day"])
        starts, ends, breaks = told["hours"]
        times = (datetime.time.fromisoformat(starts), datetime.time.fromisoformat(ends), breaks)
        self.days = [Day(first + datetime.timedelta(days=number), *times) for number in range(told["days"])]

    def tell(self) -> None:
        """Planned some weeks before, booked on the eve or by now, attested the morning after."""
        now = timezone.now()
        begins = timezone.make_aware(datetime.datetime.combine(self.days[0].on, self.days[0].starts))
        with at(min(begins, now) - PLANNED_BEFORE):
            event = self._plan()
        with at(min(begins - datetime.timedelta(days=1), now)):
            self._book(event)
        for day in event.days.all():
            if day.starts_at <= now:
                self._take(event, day)
        if self.told.get("people"):
            with at(event.days.reverse()[0].ends_at + datetime.timedelta(hours=17)):
                attesting.attest(actor=self.coordinator, event=event)

    def _plan(self) -> LiveEvent:
        told = self.told
        event = LiveEvent(
            public_id=key_of(told["key"]),
            kind=told["kind"],
            code=told["code"],
            title_en=told["title"],
            title_cy=told.get("title_cy", ""),
            organisation=Organisation.objects.filter(key=told.get("organisation", "")).first(),
            topic=told.get("topic", ""),
            outcomes=told.get("outcomes", []),
            provider=told["provider"],
            leader=_person(told["leader"]) if "leader" in told else None,
            mode=told.get("mode", "in_person"),
            place=told.get("place", ""),
            joining=told.get("joining", ""),
            capacity=told["capacity"],
            languages=told.get("languages", ["en"]),
            prerequisites=[need for need in Prerequisite.values if need in told.get("needs", [])],
            gives_certificate=told.get("certificate", True),
            valid_months=told.get("valid_months"),
        )
        adaptations = Adaptation.objects.filter(code__in=told.get("adaptations", []))
        return planning.plan(actor=self.coordinator, event=event, days=self.days, adaptations=adaptations)

    def _book(self, event: LiveEvent) -> None:
        names = self.told.get("booked") or self.told["people"]
        wanted = [(_person(name), uuid.uuid5(event.public_id, name)) for name in names]
        booking.book_many(actor=self.coordinator, event=event, wanted=wanted, vouched=VOUCHED)

    def _take(self, event: LiveEvent, day: Any) -> None:
        with at(day.starts_at + datetime.timedelta(minutes=5)):
            for name in self.told.get("signed_in", self.told.get("people", {})):
                if self.told.get("people", {}).get(name) != "absent":
                    register.sign_in(actor=_person(name), event=event, code=room_codes.code_of(day))
            marks = self.told.get("people") or self.told.get("marked", {})
            found = {
                _person(name).pk: register.Mark(mark, day.minutes // 2 if mark == "partial" else 0)
                for name, mark in marks.items()
            }
            register.take(actor=self.coordinator, event=event, day=day, marks=found)
