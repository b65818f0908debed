"""The weekly case summary (a CaseReview): what the therapist, the supervisor and the expert write, each their own."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from supervision.fields import SealedJSONField, SealedTextField
from supervision.models.base import Record
from supervision.models.cases import CaseReference
from supervision.querysets import ReviewQuerySet
from supervision.summary import Sections
from supervision.weeks import due_at, treatment_week

SECTIONS = ("start", "last_goals", "fit", "next_goals", "question", "ending")


class CaseReview(Record):
    """One week of one case. The therapist writes A to H, the supervisor I, the expert J; final, it never changes."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        DISCUSSED = "discussed", _("Discussed")
        CONSULTED = "consulted", _("Consulted")
        FINAL = "final", _("Final")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    case = models.ForeignKey(CaseReference, models.PROTECT, related_name="reviews", verbose_name=_("case"))
    week = models.DateField(_("week beginning"), help_text=_("A Monday."))
    therapist = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    language = models.CharField(max_length=2, default="en")
    follows = models.ForeignKey("self", models.PROTECT, related_name="+", null=True, blank=True)

    start = SealedJSONField(empty=dict)
    last_goals = SealedJSONField()
    fit = SealedJSONField()
    next_goals = SealedJSONField()
    question = SealedTextField()
    ending = SealedJSONField(empty=dict)

    safety_plan = models.BooleanField(_("safety plan in place"), null=True)
    safety_reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    safety_escalated = models.BooleanField(_("escalated"), null=True)
    safety_escalated_on = models.DateField(_("escalated on"), null=True, blank=True)

    guidance = SealedTextField()
    guidance_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    guidance_principles = models.JSONField(default=list)
    guidance_methods = models.JSONField(default=list)
    guidance_resource = models.UUIDField(null=True)
    expert_guidance = SealedTextField()
    expert = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)

    goals_met = models.PositiveSmallIntegerField(default=0)
    goals_partly = models.PositiveSmallIntegerField(default=0)
    goals_not_met = models.PositiveSmallIntegerField(default=0)
    goals_open = models.PositiveSmallIntegerField(default=0)
    longest_carried = models.PositiveSmallIntegerField(default=0)
    new_goals = models.PositiveSmallIntegerField(default=0)
    has_question = models.BooleanField(default=False)
    overarching_met = models.PositiveSmallIntegerField(default=0)

    submitted_at = models.DateTimeField(null=True)
    discussed_at = models.DateTimeField(null=True)
    consulted_at = models.DateTimeField(null=True)
    final_at = models.DateTimeField(null=True)
    finalised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    withdrawn_at = models.DateTimeField(null=True)
    content_hash = models.CharField(max_length=64, blank=True, help_text=_("Keyed, over all of its words."))

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("weekly case summary")
        verbose_name_plural = _("weekly case summaries")
        ordering: ClassVar = ["-week"]
        indexes: ClassVar = [models.Index(fields=["case", "-week"], name="review_by_case")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "week"],
                condition=~Q(state__in=["withdrawn", "final"]),
                name="one_summary_under_way_per_case_and_week",
            ),
            models.CheckConstraint(
                condition=~Q(state="final") | Q(final_at__isnull=False) & ~Q(content_hash=""),
                name="final_summaries_have_a_hash",
            ),
            models.CheckConstraint(
                condition=Q(discussed_at__isnull=True) | Q(discussed_at__gte=F("submitted_at")),
                name="discussed_after_submitted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.week:%Y-%m-%d}"

    @property
    def sections(self) -> Sections:
        """What the therapist wrote, opened."""
        return Sections.read({name: getattr(self, name) for name in SECTIONS})

    @property
    def treatment_week(self) -> int:
        """Which week of treatment it tells of."""
        return treatment_week(self.case.opened_week, self.week)

    @property
    def is_late(self) -> bool:
        """Submitted after it was due, or still not submitted then."""
        team = self.case.team
        due = due_at(self.week, team.supervision_day, team.supervision_time, timezone.get_current_timezone())
        return due is not None and (self.submitted_at or timezone.now()) > due

    @property
    def is_decided(self) -> bool:
        """Something was decided in it: it was discussed."""
        return self.state in {self.State.DISCUSSED, self.State.CONSULTED, self.State.FINAL}


class CaseRecordCopy(models.Model):
    """The decision of a summary was copied to the child's own record, which is not here: by whom, and on which day."""

    review = models.OneToOneField(CaseReview, models.PROTECT, related_name="copied")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField(default=timezone.localdate)

    class Meta:
        verbose_name = _("copy to the case record")
        verbose_name_plural = _("copies to the case record")
        ordering: ClassVar = ["on"]

    def __str__(self) -> str:
        return f"{self.review} · {self.on:%Y-%m-%d}"


class Addendum(Record):
    """What is added to a record that is final: dated, attributed, shown in order, never changed.

    One that `withdraws` says that the record was finalised on the wrong case; `copy_id` is the copy on the right one.
    """

    record_type = models.CharField(max_length=40)
    record_id = models.UUIDField(db_index=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = SealedTextField()
    withdraws = models.BooleanField(default=False)
    copy_id = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = _("addendum")
        verbose_name_plural = _("addenda")
        ordering: ClassVar = ["created_at"]

    def __str__(self) -> str:
        return f"{self.record_type} {self.record_id}"
