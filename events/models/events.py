"""Live events and their days."""

from __future__ import annotations

import datetime
import secrets
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from events.kinds import OFFICIAL, Kind, Mode, Prerequisite
from events.querysets import LiveEventQuerySet

MOST_PLACES = 500


def new_secret() -> str:
    """What room codes are made from; it leaves the database in no other form."""
    return secrets.token_hex(16)


class LiveEvent(models.Model):
    """Training at which people meet. Without an organisation it is open to everybody's staff.

    `code` says what is taught, so that every run of the same booster counts for the same requirement.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        CANCELLED = "cancelled", _("Cancelled")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    code = models.CharField(_("code"), max_length=20)
    title_en = models.CharField(_("title"), max_length=200)
    title_cy = models.CharField(_("title in Welsh"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="events", verbose_name=_("for"), null=True, blank=True
    )
    topic = models.TextField(_("topic"), max_length=1000, blank=True)
    outcomes = models.JSONField(_("what people can do afterwards"), default=list, blank=True)
    provider = models.CharField(_("given by"), max_length=200)
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="events_led",
        verbose_name=_("trainer with an account here"),
        null=True,
        blank=True,
    )
    mode = models.CharField(_("how people meet"), max_length=10, choices=Mode, default=Mode.IN_PERSON)
    place = models.CharField(_("place"), max_length=300, blank=True)
    joining = models.TextField(_("joining details"), max_length=2000, blank=True)
    capacity = models.PositiveSmallIntegerField(_("places"))
    adaptations = models.ManyToManyField(
        "people.Adaptation", related_name="+", verbose_name=_("adaptations"), blank=True
    )
    languages = models.JSONField(_("languages"), default=list)
    prerequisites = models.JSONField(_("needed first"), default=list, blank=True)
    gives_certificate = models.BooleanField(_("everybody who attends gets a certificate"), default=True)
    valid_months = models.PositiveSmallIntegerField(_("valid for (months)"), null=True, blank=True)
    room_secret = models.CharField(max_length=32, default=new_secret, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    cancelled_because = models.CharField(_("reason"), max_length=300, blank=True)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(auto_now_add=True)

    objects = LiveEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("live event")
        verbose_name_plural = _("live events")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(capacity__gte=1, capacity__lte=MOST_PLACES), name="an_event_has_places"),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancelled_because=""), name="cancelled_events_have_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """In the language read, where it has one."""
        return self.title_cy if get_language() == "cy" and self.title_cy else self.title_en

    @property
    def href(self) -> str:
        """Its page, in the language in force."""
        return reverse("event", args=[self.public_id])

    @property
    def is_official(self) -> bool:
        """Given by the network partner: only being there makes it done."""
        return self.kind in OFFICIAL

    @property
    def is_cancelled(self) -> bool:
        """Won't take place."""
        return self.state == self.State.CANCELLED

    @property
    def language_names(self) -> list[str]:
        """In words, in the site's order."""
        return [str(name) for code, name in settings.LANGUAGES if code in self.languages]

    @property
    def prerequisite_labels(self) -> list[str]:
        """In words, in the order of the list."""
        return [str(item.label) for item in Prerequisite if item.value in self.prerequisites]


class EventDay(models.Model):
    """One day of an event, by the clock in London. Breaks don't count as learning."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(LiveEvent, models.CASCADE, related_name="days")
    on = models.DateField(_("day"))
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("until"))
    break_minutes = models.PositiveSmallIntegerField(_("breaks (minutes)"), default=0)

    class Meta:
        verbose_name = _("day")
        verbose_name_plural = _("days")
        ordering: ClassVar = ["on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "on"], name="an_event_has_a_day_once"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="event_days_end_after_they_start"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.starts:%H:%M}–{self.ends:%H:%M}"

    @property
    def minutes(self) -> int:
        """Of learning: without the breaks."""
        whole = (self.ends.hour - self.starts.hour) * 60 + self.ends.minute - self.starts.minute
        return max(0, whole - self.break_minutes)

    @property
    def starts_at(self) -> datetime.datetime:
        """The moment it begins."""
        return timezone.make_aware(datetime.datetime.combine(self.on, self.starts))

    @property
    def ends_at(self) -> datetime.datetime:
        """The moment it ends."""
        return timezone.make_aware(datetime.datetime.combine(self.on, self.ends))
