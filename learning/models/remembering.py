"""What a learner keeps for themselves after reading: rounds of three questions, and notes. Nobody else reads either."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from learning.models.progress import Completion


class RefreshRound(models.Model):
    """One set of three questions on a finished module, answered or set aside. Only the learner knows of it.

    `questions` is the snapshot that was asked, answer key included; `seed` draws it again from the same edition.
    A round that was neither answered nor set aside has no row: it gave way to the next.
    """

    class State(models.TextChoices):
        ANSWERED = "answered", _("Answered")
        SKIPPED = "skipped", _("Not now")
        STOPPED = "stopped", _("Not again for this module")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="refresh_rounds")
    module_key = models.UUIDField(db_index=True)
    completion = models.ForeignKey(Completion, models.CASCADE, related_name="refresh_rounds")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State)
    language = models.CharField(max_length=2, blank=True)
    seed = models.BigIntegerField(null=True)
    questions = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    closed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("keep-fresh round")
        verbose_name_plural = _("keep-fresh rounds")
        ordering: ClassVar = ["completion", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["completion", "number"], name="one_refresh_round_per_date"),
        ]

    def __str__(self) -> str:
        return f"{self.completion_id} · {self.number}"


class UnitNote(models.Model):
    """A learner's own note on a unit. Only the learner ever reads it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="unit_notes")
    module_key = models.UUIDField()
    unit_key = models.UUIDField()
    text = models.TextField(max_length=5000)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "unit_key"], name="one_note_per_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.unit_key}"
