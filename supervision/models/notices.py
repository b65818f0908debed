"""Notices: that there is something to look at, and never what. Also whether somebody wants them by mail."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """One thing to look at. Its kind is all it says: no case, no name, no text."""

    class Kind(models.TextChoices):
        ANSWERED = "answered", _("A summary of yours has an answer")
        SHARED = "shared", _("A session has been shared with you")
        AGREED = "agreed", _("Something was agreed for you")
        HANDED = "handed", _("Cases have been handed over to you")
        NOT_HANDED = "not_handed", _("A planned change of therapist could not take place")
        DUE = "due", _("Preparation is due tomorrow")
        GAP = "gap", _("Supervision is overdue")
        PLAN = "plan", _("A development plan is to be renewed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="supervision_notices")
    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering: ClassVar = ["-at"]
        indexes: ClassVar = [models.Index(fields=["user", "-at"], name="notice_by_person")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "kind"], condition=models.Q(seen_at__isnull=True), name="one_unseen_notice_of_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class WithoutMail(models.Model):
    """Somebody who reads notices here only. Its absence means mail as well."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="without_mail")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("choice of no mail")
        verbose_name_plural = _("choices of no mail")

    def __str__(self) -> str:
        return str(self.pk)
