"""A family as supervision knows it: a random code, an age band, and no name anywhere."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Adaptation, Team
from supervision.models.base import Record
from supervision.querysets import CaseQuerySet
from supervision.weeks import monday_of, treatment_week
from supervision.words import AgeBand


class CaseReference(Record):
    """Non-meaningful code standing for a family; which family it is, only the employer's case system knows."""

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSING = "closing", _("Closing")
        CLOSED = "closed", _("Closed")
        ARCHIVED = "archived", _("Archived")

    team = models.ForeignKey(Team, models.PROTECT, related_name="cases", verbose_name=_("team"))
    code = models.CharField(_("code"), max_length=12, editable=False)
    adaptation = models.ForeignKey(Adaptation, models.PROTECT, related_name="+", verbose_name=_("adaptation"))
    age_band = models.CharField(_("age band"), max_length=10, choices=AgeBand)
    therapist = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="cases", verbose_name=_("therapist")
    )
    opened_week = models.DateField(_("first week of treatment"), help_text=_("Its Monday."))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering: ClassVar = ["code"]
        indexes: ClassVar = [models.Index(fields=["team", "status"], name="case_by_team")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "code"], name="one_code_per_organisation"),
            models.CheckConstraint(
                condition=Q(status__in=["open", "closing"], closed_on__isnull=True)
                | Q(status__in=["closed", "archived"], closed_on__gte=F("opened_week")),
                name="closed_cases_have_a_closing_day",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        """Still in treatment."""
        return self.status in {self.Status.OPEN, self.Status.CLOSING}

    @property
    def week(self) -> int:
        """The week of treatment now, or the last one; the first is 1."""
        return treatment_week(self.opened_week, monday_of(self.closed_on or timezone.localdate()))
