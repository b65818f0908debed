"""Quick notes: taken in the week on a phone, for the next summary of a case. They are their author's alone."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from supervision.fields import SealedTextField
from supervision.models.base import Record
from supervision.models.cases import CaseReference
from supervision.models.reviews import CaseReview
from supervision.querysets import QuickNoteQuerySet


class QuickNote(Record):
    """A few lines. Its id is made where it is written, so that a note sent twice is one note."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    case = models.ForeignKey(
        CaseReference, models.PROTECT, related_name="quick_notes", verbose_name=_("case"), null=True, blank=True
    )
    text = SealedTextField()
    saved_at = models.DateTimeField()
    used_in = models.ForeignKey(CaseReview, models.PROTECT, related_name="+", null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    objects = QuickNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("quick note")
        verbose_name_plural = _("quick notes")
        ordering: ClassVar = ["-saved_at"]
        indexes: ClassVar = [models.Index(fields=["author", "-saved_at"], name="note_by_author")]

    def __str__(self) -> str:
        return str(self.pk)
