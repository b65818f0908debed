"""How everybody stands today, stored so that lists are fast. `rebuild_statuses` makes it anew from events and rules."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pathways.kinds import State
from pathways.models.rules import Requirement
from pathways.querysets import StatusQuerySet
from people.models import Organisation, Team


class PersonStatus(models.Model):
    """One person's status with a requirement in an organisation; no row where it is not asked of them."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="statuses", db_index=False)
    requirement = models.ForeignKey(Requirement, models.CASCADE, related_name="statuses", db_index=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", db_index=False)
    team = models.ForeignKey(Team, models.CASCADE, related_name="+", null=True, db_index=False)
    state = models.CharField(max_length=12, choices=State)
    due_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    changes_on = models.DateField(null=True)

    objects = StatusQuerySet.as_manager()

    class Meta:
        verbose_name = _("status")
        verbose_name_plural = _("statuses")
        indexes: ClassVar = [
            models.Index(fields=["organisation", "team", "requirement", "state"], name="status_by_team"),
            models.Index(fields=["organisation", "state", "due_on"], name="status_by_state"),
            models.Index(fields=["user", "requirement", "state", "due_on", "expires_on"], name="status_by_person"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "requirement", "organisation"],
                name="one_status_per_requirement",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.requirement_id} · {self.state}"


class StatusCheck(models.Model):
    """The day on which something of a person's statuses may next change by time alone."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", primary_key=True)
    changes_on = models.DateField(null=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.user_id} · {self.changes_on}"


class Reminder(models.Model):
    """Somebody was reminded of a deadline, so many days before it (0: that it has passed). Each is told once.

    It is `settled` when what it asked for is done or no longer asked.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    requirement = models.ForeignKey(Requirement, models.CASCADE, related_name="+", db_index=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", db_index=False)
    deadline = models.DateField()
    days = models.PositiveSmallIntegerField()
    at = models.DateTimeField(auto_now_add=True)
    settled = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "requirement", "organisation", "deadline", "days"], name="reminded_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.requirement_id} · {self.days}"


class StatusRefresh(models.Model):
    """Rules have changed, and everybody of the organisation (or of all) is looked at again: how far that is."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", null=True)
    people = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.done}/{self.people}"
