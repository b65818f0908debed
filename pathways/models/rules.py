"""Requirements and pathways: an identity each, and dated versions that are written once and never changed.

A change of the rules is a new version from a day on, so that any past day can be looked at as it was.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pathways.kinds import DueBy, Kind, Validity
from pathways.querysets import PathwayQuerySet, RequirementQuerySet
from people.models import Organisation

LONGEST_DAYS, LONGEST_MONTHS = 3660, 120


class Named(models.Model):
    """Something with a code and a name in each language, of one organisation or of every one."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        help_text=_("Empty for every organisation."),
    )
    code = models.SlugField(_("code"), max_length=40)
    name_en = models.CharField(_("name"), max_length=200)
    name_cy = models.CharField(_("name in Welsh"), max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, where there is one."""
        return self.name_cy if get_language() == "cy" and self.name_cy else self.name_en


class Requirement(Named):
    """What somebody must have. Its rules are in its versions."""

    objects = RequirementQuerySet.as_manager()

    class Meta:
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")
        ordering: ClassVar = ["code", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "code"], name="one_requirement_code_per_organisation"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(organisation__isnull=True), name="one_requirement_code_for_everybody"
            ),
        ]


class Version(models.Model):
    """The rules from a day on, written once. An audience without roles, adaptations or teams means any."""

    number = models.PositiveSmallIntegerField()
    from_on = models.DateField(_("in force from"))
    ended = models.BooleanField(_("asked of nobody"), default=False)
    roles = models.JSONField(_("roles"), default=list, blank=True)
    adaptations = models.JSONField(_("adaptations"), default=list, blank=True)
    teams = models.JSONField(_("teams"), default=list, blank=True)
    starters_since = models.DateField(_("starters since"), null=True, blank=True)
    note = models.CharField(_("why the rules change"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        abstract = True


class RequirementVersion(Version):
    """The rules of a requirement from a day on.

    `target_key` names what is asked for: the translation key of a module, resource or unit, the kind of a live event,
    a skill, or another requirement or pathway by its `public_id`. `refreshers` take turns once it was done.
    `by_audience` is off where only pathways and assignments ask for it.
    """

    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="versions")
    by_audience = models.BooleanField(_("asked of everybody in the audience"), default=True)
    kind = models.CharField(_("what"), max_length=12, choices=Kind)
    target_key = models.CharField(_("which"), max_length=80)
    refreshers = models.JSONField(_("refreshers, in turn"), default=list, blank=True)
    due_by = models.CharField(_("by when"), max_length=10, choices=DueBy, default=DueBy.DAYS)
    due_days = models.PositiveSmallIntegerField(_("days"), default=30, validators=[MaxValueValidator(LONGEST_DAYS)])
    due_date = models.DateField(_("date"), null=True, blank=True)
    period_month = models.PositiveSmallIntegerField(_("month in which the yearly period begins"), default=1)
    period_day = models.PositiveSmallIntegerField(_("day on which the yearly period begins"), default=1)
    validity = models.CharField(_("how long it counts"), max_length=12, choices=Validity, default=Validity.FOREVER)
    valid_months = models.PositiveSmallIntegerField(
        _("months"), default=0, validators=[MaxValueValidator(LONGEST_MONTHS)]
    )
    until_month = models.PositiveSmallIntegerField(_("month until which it counts"), default=3)
    until_day = models.PositiveSmallIntegerField(_("day until which it counts"), default=31)
    window_days = models.PositiveSmallIntegerField(
        _("days before expiry in which to renew"), default=60, validators=[MaxValueValidator(LONGEST_DAYS)]
    )
    grace_days = models.PositiveSmallIntegerField(
        _("days after the deadline before it counts as overdue"),
        default=0,
        validators=[MaxValueValidator(LONGEST_DAYS)],
    )

    class Meta:
        verbose_name = _("version of a requirement")
        verbose_name_plural = _("versions of a requirement")
        ordering: ClassVar = ["requirement", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["requirement", "number"], name="one_number_per_requirement_version"),
            models.CheckConstraint(
                condition=~Q(due_by="date") | Q(due_date__isnull=False), name="a_fixed_deadline_has_its_date"
            ),
            models.CheckConstraint(
                condition=~Q(validity__in=["completion", "expiry"]) | Q(valid_months__gt=0),
                name="what_expires_says_after_how_many_months",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.requirement} · {self.number}"


class Pathway(Named):
    """Requirements in an order, each by its own day after the start, for an audience."""

    objects = PathwayQuerySet.as_manager()

    class Meta:
        verbose_name = _("pathway")
        verbose_name_plural = _("pathways")
        ordering: ClassVar = ["code", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "code"], name="one_pathway_code_per_organisation"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(organisation__isnull=True), name="one_pathway_code_for_everybody"
            ),
        ]


class PathwayVersion(Version):
    """For whom a pathway is, and its steps, from a day on."""

    pathway = models.ForeignKey(Pathway, models.PROTECT, related_name="versions")

    class Meta:
        verbose_name = _("version of a pathway")
        verbose_name_plural = _("versions of a pathway")
        ordering: ClassVar = ["pathway", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pathway", "number"], name="one_number_per_pathway_version"),
        ]

    def __str__(self) -> str:
        return f"{self.pathway} · {self.number}"


class PathwayStep(models.Model):
    """A requirement in a pathway, due so many days after the start."""

    version = models.ForeignKey(PathwayVersion, models.PROTECT, related_name="steps")
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    offset_days = models.PositiveSmallIntegerField(_("days after the start"))

    class Meta:
        verbose_name = _("step of a pathway")
        verbose_name_plural = _("steps of a pathway")
        ordering: ClassVar = ["version", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "requirement"], name="one_step_per_requirement"),
            models.UniqueConstraint(fields=["version", "position"], name="one_step_per_position"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} · {self.position}"
