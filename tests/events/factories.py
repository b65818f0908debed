"""Events and places in the states that tests need."""

from __future__ import annotations

import datetime
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from events import models as events
from people.models import User
from tests.factories import UserFactory, today

NINE, FIVE = datetime.time(9), datetime.time(17)


class LiveEventFactory(DjangoModelFactory):
    """A booster of one day, in a fortnight, open to all. `days=[-3, -2]` says which days, counted from today."""

    class Meta:
        model = events.LiveEvent
        skip_postgeneration_save = True

    kind = "booster"
    code = "BST"
    title_en = factory.Sequence(lambda n: f"Booster {n}")
    provider = "Hearth partner network"
    capacity = 20
    languages = ["en"]
    planned_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def days(self: events.LiveEvent, create: bool, extracted: Any, **kwargs: Any) -> None:  # type: ignore[misc]
        if create:
            for offset in [14] if extracted is None else extracted:
                self.days.create(on=today(offset), starts=NINE, ends=FIVE, break_minutes=60)


class BookingFactory(DjangoModelFactory):
    """A place. Traits: waiting, given_up."""

    class Meta:
        model = events.Booking

    event = factory.SubFactory(LiveEventFactory)
    user = factory.SubFactory(UserFactory)
    state = "booked"
    asked_at = factory.LazyFunction(timezone.now)
    asked_by = factory.SelfAttribute("user")
    booked_at = factory.LazyFunction(timezone.now)

    class Params:
        waiting = factory.Trait(state="waiting", booked_at=None)
        given_up = factory.Trait(state="cancelled", cancelled_at=factory.LazyFunction(timezone.now))


class EventOutcomeFactory(DjangoModelFactory):
    """Attested attendance at the whole of an event of last week."""

    class Meta:
        model = events.EventOutcome

    event = factory.SubFactory(LiveEventFactory, days=[-7])
    user = factory.SubFactory(UserFactory)
    result = "attended"
    minutes = 420
    on = factory.LazyFunction(lambda: today(-7))
    attested_at = factory.LazyFunction(timezone.now)
    attested_by = factory.SubFactory(UserFactory)


def corrected(outcome: events.EventOutcome, by: User, result: str = "absent") -> events.EventOutcome:
    """The row that supersedes it."""
    return EventOutcomeFactory(
        event=outcome.event, user=outcome.user, result=result, attested_by=by, supersedes=outcome, reason="Other person"
    )
