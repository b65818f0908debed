"""Measures of adherence as data: scores, dates and counts. No item of an instrument is ever kept here."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models import Organisation, Team
from supervision.models.base import Record
from supervision.models.cases import CaseReference
from supervision.practice_querysets import ScoreQuerySet

CODE = RegexValidator(r"^[a-z][a-z0-9-]{1,29}$", _("Small letters, digits and hyphens."))


class Measure(models.Model):
    """An instrument by name and range. `scales` are names of sub-scales, never questions of it."""

    class About(models.TextChoices):
        THERAPIST = "therapist", _("Therapist")
        SUPERVISOR = "supervisor", _("Supervisor")
        EXPERT = "expert", _("MST expert")

    code = models.CharField(_("code"), max_length=30, unique=True, validators=[CODE])
    name = models.CharField(_("name"), max_length=40)
    about = models.CharField(_("about"), max_length=10, choices=About)
    respondent = models.CharField(_("who answers"), max_length=80)
    lowest = models.DecimalField(_("lowest score"), max_digits=6, decimal_places=2, default=Decimal(0))
    highest = models.DecimalField(_("highest score"), max_digits=6, decimal_places=2, default=Decimal(1))
    scales = models.JSONField(_("sub-scales"), default=list, blank=True)
    per_case = models.BooleanField(_("may belong to a case"), default=False)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(highest__gt=F("lowest")), name="measures_have_a_range"),
        ]

    def __str__(self) -> str:
        return self.name


class MeasureTarget(models.Model):
    """What an organisation has set for itself to aim at; there is none until it does."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="targets")
    value = models.DecimalField(_("target"), max_digits=6, decimal_places=2)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "measure"], name="one_target_per_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.value}"


class MeasureScore(Record):
    """A person's score in a month. "No interview" and "no data" are states of their own, and never zero."""

    class State(models.TextChoices):
        SCORED = "scored", _("Scored")
        NO_INTERVIEW = "no_interview", _("No interview")
        NO_DATA = "no_data", _("No data")

    class Method(models.TextChoices):
        PHONE_INDEPENDENT = "phone_independent", _("Phone, independent")
        PHONE_TEAM = "phone_team", _("Phone, somebody of the service")
        IN_PERSON = "in_person", _("In person")
        ONLINE = "online", _("Online")
        UNKNOWN = "unknown", _("Not said")

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="scores")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    subject = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="scores")
    month = models.DateField(_("month"), help_text=_("Its first day."))
    case = models.ForeignKey(CaseReference, models.PROTECT, related_name="+", null=True, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.SCORED)
    value = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    scales = models.JSONField(default=dict, blank=True)
    n = models.PositiveSmallIntegerField(default=0)
    method = models.CharField(_("how collected"), max_length=20, choices=Method, default=Method.UNKNOWN)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(auto_now=True)

    objects = ScoreQuerySet.as_manager()

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering: ClassVar = ["-month"]
        indexes: ClassVar = [models.Index(fields=["team", "measure", "-month"], name="score_by_team")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["measure", "team", "subject", "month"],
                condition=Q(case__isnull=True),
                name="one_score_per_person_and_month",
            ),
            models.UniqueConstraint(
                fields=["measure", "subject", "month", "case"],
                condition=Q(case__isnull=False),
                name="one_score_per_case_and_month",
            ),
            models.CheckConstraint(
                condition=Q(state="scored", n__gte=1, value__isnull=False) | ~Q(state="scored") & Q(n=0, value=None),
                name="only_scores_have_a_value_and_a_count",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} · {self.month:%Y-%m}"
