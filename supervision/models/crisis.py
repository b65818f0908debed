"""Crisis consultations: what was asked and advised on the phone, and the supervisor's look at it afterwards."""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Team
from supervision.fields import SealedTextField
from supervision.models.base import Record
from supervision.models.cases import CaseReference
from supervision.querysets import CrisisQuerySet, CrisisReviewQuerySet

FINAL_WITHIN = datetime.timedelta(hours=24)


class CrisisConsultation(Record):
    """One call about an urgent event. It is to be final a day after the call; what is later is marked."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        FINAL = "final", _("Final")

    team = models.ForeignKey(Team, models.PROTECT, related_name="crises", verbose_name=_("team"))
    case = models.ForeignKey(CaseReference, models.PROTECT, related_name="crises", verbose_name=_("case"))
    caller = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who called"))
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    called_at = models.DateTimeField(_("time of the call"))
    question = SealedTextField()
    advice = SealedTextField()
    route_followed = models.BooleanField(_("safeguarding route followed"), null=True, blank=True)
    route_at = models.DateTimeField(_("followed at"), null=True, blank=True)
    follow_up = SealedTextField()
    follow_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who follows up"), null=True
    )
    follow_up_on = models.DateField(_("follow up by"), null=True, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    final_at = models.DateTimeField(null=True, blank=True)
    finalised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)

    objects = CrisisQuerySet.as_manager()

    class Meta:
        verbose_name = _("crisis consultation")
        verbose_name_plural = _("crisis consultations")
        ordering: ClassVar = ["-called_at"]
        indexes: ClassVar = [models.Index(fields=["team", "-called_at"], name="crisis_by_team")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="final") | Q(final_at__isnull=False) & ~Q(content_hash=""),
                name="final_crises_have_a_hash",
            ),
            models.CheckConstraint(
                condition=Q(route_at__isnull=True) | Q(route_followed=True), name="a_route_time_says_it_was_followed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team} · {timezone.localtime(self.called_at):%Y-%m-%d}"

    @property
    def due_at(self) -> datetime.datetime:
        """When it is to be final."""
        return self.called_at + FINAL_WITHIN

    @property
    def is_late(self) -> bool:
        """Made final later than a day after the call, or not yet by then."""
        return (self.final_at or timezone.now()) > self.due_at


class CrisisReview(Record):
    """A supervisor's look at a final crisis consultation, written once and never changed."""

    crisis = models.OneToOneField(CrisisConsultation, models.PROTECT, related_name="review")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = SealedTextField()

    objects = CrisisReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review of a crisis consultation")
        verbose_name_plural = _("reviews of crisis consultations")
        ordering: ClassVar = ["created_at"]

    def __str__(self) -> str:
        return str(self.crisis_id)
