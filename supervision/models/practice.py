"""One therapist's practice: observed, signed off, and planned for. It is the therapist's and the supervisor's."""

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
from supervision.practice_querysets import ObservationQuerySet, PlanQuerySet, SelfRatingQuerySet, SignOffQuerySet
from supervision.skills import Evidence, Rating, SeenBy, Skill

PERSON = settings.AUTH_USER_MODEL


class Observation(Record):
    """What a supervisor saw. The therapist reads it once it is shared and may answer; final, it never changes."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SHARED = "shared", _("Shared")
        FINAL = "final", _("Final")

    team = models.ForeignKey(Team, models.PROTECT, related_name="observations")
    therapist = models.ForeignKey(PERSON, models.PROTECT, related_name="observations", verbose_name=_("therapist"))
    observer = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("observed by"))
    on = models.DateField(_("day"))
    method = models.CharField(_("how"), max_length=10, choices=SeenBy)
    skill = models.CharField(_("skill"), max_length=20, choices=Skill)
    strengths = SealedTextField()
    change = SealedTextField()
    practice = SealedTextField()
    practice_by = models.DateField(_("by"), null=True, blank=True)
    consent = models.BooleanField(_("consent confirmed"), default=False)
    consent_on = models.DateField(_("consent given on"), null=True, blank=True)
    response = SealedTextField()
    responded_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    shared_at = models.DateTimeField(null=True, blank=True)
    final_at = models.DateTimeField(null=True, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        verbose_name = _("observation of practice")
        verbose_name_plural = _("observations of practice")
        ordering: ClassVar = ["-on", "-created_at"]
        indexes: ClassVar = [models.Index(fields=["therapist", "-on"], name="observation_by_therapist")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="final") | Q(final_at__isnull=False) & ~Q(content_hash=""),
                name="final_observations_have_a_hash",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(method="rehearsal") | Q(consent=True, consent_on__isnull=False),
                name="shared_observations_of_families_have_consent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_skill_display()} · {self.on:%Y-%m-%d}"


class SignOff(Record):
    """How far a supervisor finds a skill to have come on a day. A later one stands; none is ever changed."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    therapist = models.ForeignKey(PERSON, models.PROTECT, related_name="sign_offs")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("by"))
    skill = models.CharField(_("skill"), max_length=20, choices=Skill)
    method = models.CharField(_("how"), max_length=10, choices=SeenBy)
    rating = models.CharField(_("rating"), max_length=12, choices=Rating)
    evidence = models.CharField(_("evidence"), max_length=12, choices=Evidence)
    evidence_on = models.DateField(_("evidence of"), default=timezone.localdate)
    observation = models.ForeignKey(Observation, models.PROTECT, related_name="+", null=True, blank=True)
    next_step = SealedTextField()
    at = models.DateTimeField(default=timezone.now)

    objects = SignOffQuerySet.as_manager()

    class Meta:
        verbose_name = _("practice sign-off")
        verbose_name_plural = _("practice sign-offs")
        ordering: ClassVar = ["-at"]
        indexes: ClassVar = [models.Index(fields=["therapist", "skill", "-at"], name="sign_off_by_therapist")]

    def __str__(self) -> str:
        return f"{self.get_skill_display()} · {self.get_rating_display()}"


class SelfRating(Record):
    """How far a therapist finds a skill to have come. It stands beside a sign-off and is in no sum with it."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    therapist = models.ForeignKey(PERSON, models.PROTECT, related_name="self_ratings")
    skill = models.CharField(_("skill"), max_length=20, choices=Skill)
    rating = models.CharField(_("rating"), max_length=12, choices=Rating)
    at = models.DateTimeField(default=timezone.now)

    objects = SelfRatingQuerySet.as_manager()

    class Meta:
        verbose_name = _("self-rating")
        verbose_name_plural = _("self-ratings")
        ordering: ClassVar = ["-at"]
        indexes: ClassVar = [models.Index(fields=["therapist", "skill", "-at"], name="self_rating_by_therapist")]

    def __str__(self) -> str:
        return f"{self.get_skill_display()} · {self.get_rating_display()}"


class DevelopmentPlan(Record):
    """A quarter's plan (CDP): draft, agreed once both have signed the same words, in review, closed for ever."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        AGREED = "agreed", _("Agreed by both")
        REVIEW = "review", _("In review")
        CLOSED = "closed", _("Closed")

    team = models.ForeignKey(Team, models.PROTECT, related_name="plans")
    therapist = models.ForeignKey(PERSON, models.PROTECT, related_name="plans", verbose_name=_("therapist"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    review_on = models.DateField(_("review on"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    strengths = SealedTextField()
    needs = SealedJSONField()
    goals = SealedJSONField()
    arranged = SealedJSONField()
    comment = SealedTextField()
    review = SealedTextField()
    signed_by_therapist_at = models.DateTimeField(null=True, blank=True)
    signed_by_supervisor_at = models.DateTimeField(null=True, blank=True)
    supervisor = models.ForeignKey(PERSON, models.PROTECT, related_name="+", null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", null=True, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("development plan")
        verbose_name_plural = _("development plans")
        ordering: ClassVar = ["-starts_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["therapist", "team", "starts_on"], name="one_plan_per_person_and_period"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="plans_end_after_they_begin"),
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(signed_by_therapist_at__isnull=False, signed_by_supervisor_at__isnull=False),
                name="agreed_plans_are_signed_by_both",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False) & ~Q(content_hash=""),
                name="closed_plans_have_a_hash",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on:%Y-%m-%d} – {self.ends_on:%Y-%m-%d}"


class Share(models.Model):
    """One of the two said that the team's expert may read the record; it takes both. Taking it back deletes the row."""

    class Side(models.TextChoices):
        THERAPIST = "therapist", _("Therapist")
        SUPERVISOR = "supervisor", _("Supervisor")

    record_type = models.CharField(max_length=40)
    record_id = models.UUIDField()
    side = models.CharField(max_length=10, choices=Side)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("sharing with the expert")
        verbose_name_plural = _("sharings with the expert")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record_id", "side"], name="shared_once_by_each_side"),
        ]

    def __str__(self) -> str:
        return f"{self.record_type} {self.record_id} · {self.side}"
