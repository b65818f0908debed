"""A list of people on its way in; its text is gone as soon as that is over."""

import datetime
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

STALLED_AFTER = datetime.timedelta(minutes=10)


class RosterImport(models.Model):
    """Who asked for it, how far it is, and what came of it."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting for its turn")
        RUNNING = "running", _("Writing the rows")
        MAILING = "mailing", _("Sending the invitations")
        DONE = "done", _("Done")
        FAILED = "failed", _("Nothing was changed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.TextField(blank=True)
    seal = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict, blank=True)
    row = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("list of people")
        verbose_name_plural = _("lists of people")
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.actor} · {self.get_state_display()}"

    @property
    def is_over(self) -> bool:
        """Nothing more will happen."""
        return self.state in {self.State.DONE, self.State.FAILED}

    @property
    def has_stalled(self) -> bool:
        """Nothing was heard of it for a while."""
        return not self.is_over and timezone.now() - self.updated_at > STALLED_AFTER

    @property
    def per_cent(self) -> int:
        """How far it is."""
        return 100 if self.is_over else self.done * 100 // max(self.total, 1)
