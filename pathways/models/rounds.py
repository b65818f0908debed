"""What was done to many people at once: a round of reminders or assignments, which can be taken back briefly."""

from __future__ import annotations

import datetime
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pathways.models.people import Assignment
from people.models import Organisation

# A round stays quiet for so long, and can be undone meanwhile; the page says ten seconds, the rest is for slow lines.
SAID = datetime.timedelta(seconds=10)
HELD = SAID + datetime.timedelta(seconds=5)


class Round(models.Model):
    """Who did what to how many. `id` comes from the page, so that pressing twice does it once."""

    class Kind(models.TextChoices):
        REMINDERS = "reminders", _("Reminders")
        ASSIGNMENTS = "assignments", _("Assignments")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=Kind)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    people = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.at:%Y-%m-%d %H:%M}"

    @property
    def held_until(self) -> datetime.datetime:
        """Nobody hears of it before."""
        return self.at + HELD

    @property
    def seconds_left(self) -> int:
        """As the page counts them down."""
        return max(0, int((self.at + SAID - timezone.now()).total_seconds()))

    @property
    def can_be_undone(self) -> bool:
        """Nobody has heard of it yet."""
        return self.undone_at is None and timezone.now() < self.held_until


class RoundReminder(models.Model):
    """One person in a round of reminders, and of which requirements it reminded."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="reminders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    requirements = models.JSONField(default=list)

    class Meta:
        verbose_name = _("reminder of a round")
        verbose_name_plural = _("reminders of a round")
        ordering: ClassVar = ["-round__at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "user"], name="one_reminder_in_a_round"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.round_id}"


class RoundAssignment(models.Model):
    """An assignment that a round made."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="assignments")
    assignment = models.OneToOneField(Assignment, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.round_id} · {self.assignment_id}"
