"""Which rows: events by who may see them, places in order, what is attested."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, Max, Min, OuterRef, Q

from people.querysets import in_force

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from events.models import Booking, EventOutcome, LiveEvent  # noqa: F401 (named in strings)
    from people.models import Membership, User


def _current(user: User) -> models.QuerySet[Membership]:
    rows: models.QuerySet[Membership] = apps.get_model("people", "Membership").objects.all()
    return rows.filter(in_force(), user=user)


class LiveEventQuerySet(models.QuerySet["LiveEvent"]):
    """Events by day and by who may see them."""

    def with_places(self) -> LiveEventQuerySet:
        """Each with how many places are taken and how many people wait."""
        bookings = apps.get_model("events", "Booking").objects.filter(event=OuterRef("pk")).order_by()
        counts = {
            name: models.Subquery(
                bookings.filter(state=state).values("event").annotate(n=Count("pk")).values("n"),
                output_field=models.IntegerField(),
            )
            for name, state in (("booked", "booked"), ("waiting", "waiting"))
        }
        return self.annotate(**{name: models.functions.Coalesce(count, 0) for name, count in counts.items()})

    def with_attested(self) -> LiveEventQuerySet:
        """Each with whether any of it is attested."""
        outcomes = apps.get_model("events", "EventOutcome").objects.filter(event=OuterRef("pk"))
        return self.annotate(is_attested=Exists(outcomes))

    def coming(self, today: datetime.date) -> LiveEventQuerySet:
        """Not over yet, the soonest first, each with its first and its last day."""
        rows = self.annotate(first_on=Min("days__on"), last_on=Max("days__on"))
        return rows.filter(last_on__gte=today).order_by("first_on", "pk")

    def past(self, today: datetime.date) -> LiveEventQuerySet:
        """Over, the newest first, each with its first and its last day."""
        rows = self.annotate(first_on=Min("days__on"), last_on=Max("days__on"))
        return rows.filter(last_on__lt=today).order_by("-first_on", "-pk")

    def beginning(self, on: datetime.date) -> LiveEventQuerySet:
        """Planned, with the day as their first."""
        rows = self.filter(state="planned").annotate(first_on=Min("days__on"))
        return rows.filter(first_on=on)

    def to_attest(self, today: datetime.date) -> LiveEventQuerySet:
        """Over, with people who had a place, and nothing attested."""
        booked = apps.get_model("events", "Booking").objects.filter(event=OuterRef("pk"), state="booked")
        outcomes = apps.get_model("events", "EventOutcome").objects.filter(event=OuterRef("pk"))
        return self.filter(Exists(booked), ~Exists(outcomes), state="planned").past(today)

    def visible_to(self, user: User | AnonymousUser) -> LiveEventQuerySet:
        """Open to all or of one's own organisations; those one has a place at, was at or leads."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        mine = Q(organisation_id__in=_current(user).values("organisation_id"))
        bookings = apps.get_model("events", "Booking").objects.filter(event=OuterRef("pk"), user=user)
        return self.filter(Q(organisation=None) | mine | Q(leader=user) | Exists(bookings.exclude(state="cancelled")))


class BookingQuerySet(models.QuerySet["Booking"]):
    """Places and the waiting list."""

    def booked(self) -> BookingQuerySet:
        """Those with a place."""
        return self.filter(state="booked")

    def waiting(self) -> BookingQuerySet:
        """The waiting list, in the order of asking."""
        return self.filter(state="waiting").order_by("pk")

    def open(self) -> BookingQuerySet:
        """With a place or waiting for one."""
        return self.exclude(state="cancelled")


class EventOutcomeQuerySet(models.QuerySet["EventOutcome"]):
    """What is attested."""

    def current(self) -> EventOutcomeQuerySet:
        """Not superseded by a correction: one a person and event."""
        return self.filter(superseded_by__isnull=True)
