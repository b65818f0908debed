"""What somebody chose to count by, and the training records they took away."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cpd.querysets import TrainingRecordQuerySet


class RegulatorChoice(models.Model):
    """Whose rules a person counts by, and from which day their years run."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="regulator")
    preset = models.CharField(_("regulator"), max_length=20)
    since = models.DateField(_("counting from"))

    def __str__(self) -> str:
        return f"{self.user_id} · {self.preset}"


class TrainingRecord(models.Model):
    """A training record as it was taken away: its facts, its two files, their hashes and the code to check it by.

    Never changed; a later one is another row.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="training_records")
    code = models.CharField(max_length=26, unique=True)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2)
    made_on = models.DateField()
    facts_sha256 = models.CharField(max_length=64)
    pdf = models.BinaryField(default=b"")
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    csv = models.BinaryField()
    csv_sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TrainingRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("training record")
        verbose_name_plural = _("training records")
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "language", "made_on", "facts_sha256"], name="one_training_record_per_day_and_content"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.made_on:%Y-%m-%d}"
