"""Who has a place, who waits for one, and the working register of each day."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.kinds import Result
from events.models.events import EventDay, LiveEvent
from events.querysets import BookingQuerySet


class Booking(models.Model):
    """One person's place at an event, or in its waiting list, which runs in the order of asking.

    `public_id` is made by whoever asks, so that asking twice is asking once.
    """

    class State(models.TextChoices):
        BOOKED = "booked", _("Booked")
        WAITING = "waiting", _("On the waiting list")
        CANCELLED = "cancelled", _("Given up")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(LiveEvent, models.PROTECT, related_name="bookings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="event_bookings")
    state = models.CharField(max_length=10, choices=State)
    confirmed = models.JSONField(default=list, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    booked_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["event", "user"], condition=~Q(state="cancelled"), name="one_open_booking_per_person"
            ),
            models.CheckConstraint(
                condition=~Q(state="booked") | Q(booked_at__isnull=False), name="a_place_says_since_when"
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | Q(cancelled_at__isnull=False), name="a_place_given_up_says_when"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.event}"


class Attendance(models.Model):
    """The working register: who signed in, and who was there, on one day. It counts for nothing until attested."""

    day = models.ForeignKey(EventDay, models.PROTECT, related_name="attendance")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    mark = models.CharField(max_length=10, choices=Result, blank=True)
    minutes = models.PositiveSmallIntegerField(default=0)
    signed_in_at = models.DateTimeField(null=True, blank=True)
    marked_at = models.DateTimeField(null=True, blank=True)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "user"], name="one_mark_per_person_and_day"),
            models.CheckConstraint(
                condition=Q(mark="") | Q(marked_at__isnull=False, marked_by__isnull=False),
                name="a_mark_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.day}"
