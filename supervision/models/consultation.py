"""The expert's weekly call with a team, and what was said there of its cases."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Team
from supervision.fields import SealedJSONField, SealedTextField
from supervision.models.base import Record
from supervision.models.cases import CaseReference
from supervision.models.reviews import CaseReview
from supervision.querysets import ConsultationCaseQuerySet, ConsultationQuerySet
from supervision.words import Mode


class ConsultationNote(Record):
    """One call. The expert writes it, or a supervisor for them; only the expert makes it final, which confirms it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SENT = "sent", _("Waiting for the expert")
        FINAL = "final", _("Final")

    team = models.ForeignKey(Team, models.PROTECT, related_name="consultations", verbose_name=_("team"))
    expert = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("expert"))
    supervisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("supervisor"), null=True, blank=True
    )
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    starts_at = models.DateTimeField(_("starts"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    mode = models.CharField(_("how"), max_length=10, choices=Mode, default=Mode.PHONE)
    present = models.JSONField(default=list, help_text=_("Keys of the people who were there."))

    advances = SealedTextField()
    barriers = SealedTextField()
    themes = SealedTextField()
    follow_ups = SealedJSONField()
    booster_topic = SealedTextField()
    development = SealedTextField(help_text=_("For the supervisor and the expert alone."))

    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    final_at = models.DateTimeField(null=True, blank=True)
    finalised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation note")
        verbose_name_plural = _("consultation notes")
        ordering: ClassVar = ["-starts_at"]
        indexes: ClassVar = [models.Index(fields=["team", "-starts_at"], name="consultation_by_team")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="final") | Q(final_at__isnull=False) & ~Q(content_hash=""),
                name="final_consultations_have_a_hash",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("starts_at")),
                name="consultations_end_after_they_begin",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team} · {timezone.localtime(self.starts_at):%Y-%m-%d}"

    @property
    def is_on_behalf(self) -> bool:
        """Somebody other than the expert wrote it."""
        return self.written_by_id != self.expert_id

    @property
    def minutes(self) -> int:
        """How long the call was; 0 while nobody has said when it ended."""
        return int((self.ended_at - self.starts_at).total_seconds() // 60) if self.ended_at else 0


class ConsultationCase(Record):
    """A case spoken of in a call, with the expert's recommendation; one row for each case, whether still picked or not.

    Where it says so, the recommendation became section J of the case's weekly summary.
    """

    note = models.ForeignKey(ConsultationNote, models.PROTECT, related_name="cases")
    case = models.ForeignKey(CaseReference, models.PROTECT, related_name="consultations")
    position = models.PositiveSmallIntegerField(default=0)
    is_picked = models.BooleanField(default=True)
    recommendation = SealedTextField()
    for_summary = models.BooleanField(default=True)
    review = models.ForeignKey(CaseReview, models.PROTECT, related_name="+", null=True, blank=True)
    is_final = models.BooleanField(default=False)

    objects = ConsultationCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case in a consultation")
        verbose_name_plural = _("cases in consultations")
        ordering: ClassVar = ["note", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["note", "case"], name="a_case_once_in_a_consultation"),
        ]

    def __str__(self) -> str:
        return f"{self.note} · {self.case}"
