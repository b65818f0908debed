"""A private record that both who it belongs to have opened to their team's expert."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from supervision.models.base import Record


class OpenedToExpert(Record):
    """One of the two agrees that the expert may read the record. It counts once both have, and can't be taken back.

    What was said between two people is opened once; a plan or an observation goes on and has Share, which can be.
    """

    record_type = models.CharField(max_length=40)
    record_id = models.UUIDField(db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("opening to the expert")
        verbose_name_plural = _("openings to the expert")
        ordering: ClassVar = ["created_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record_type", "record_id", "by"], name="opened_once_by_each"),
        ]

    def __str__(self) -> str:
        return f"{self.record_type} {self.record_id}"
