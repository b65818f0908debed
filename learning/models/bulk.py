"""Many certificates issued at one go: who asked for it, and how far each person's is."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from learning.models.certificates import Certificate
from learning.models.progress import Completion


class BulkIssue(models.Model):
    """One go, for one module."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    module_key = models.UUIDField()
    module_code = models.CharField(max_length=40)
    started_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.module_code} · {self.started_at:%Y-%m-%d}"


class BulkItem(models.Model):
    """One completion of it. What is done stays done, so that a run that was cut off goes on where it was."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        ISSUED = "issued", _("Issued")
        FAILED = "failed", _("Not issued")

    bulk = models.ForeignKey(BulkIssue, models.CASCADE, related_name="items")
    completion = models.ForeignKey(Completion, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bulk", "completion"], name="one_item_for_each_completion"),
        ]

    def __str__(self) -> str:
        return f"{self.completion_id} · {self.get_state_display()}"
