"""Organisations (each the controller of its records), their teams, and the adaptations teams deliver."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.querysets import TeamQuerySet


class Nation(models.TextChoices):
    """Where the organisation works; decides law, holidays and languages."""

    ENGLAND = "england", _("England")
    WALES = "wales", _("Wales")
    SCOTLAND = "scotland", _("Scotland")
    NORTHERN_IRELAND = "northern_ireland", _("Northern Ireland")
    IRELAND = "ireland", _("Ireland")


class Weekday(models.IntegerChoices):
    """Monday is 0, as in Python."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")


class Organisation(models.Model):
    """An employer of MST teams. Every record about people belongs to exactly one."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.SlugField(_("short name for addresses"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_cy = models.CharField(_("name in Welsh"), max_length=200, blank=True)
    nation = models.CharField(_("nation"), max_length=20, choices=Nation)
    languages = models.JSONField(_("languages required"), default=list, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.local_name

    @property
    def local_name(self) -> str:
        """The Welsh name for someone reading Welsh, where there is one."""
        return self.name_cy if get_language() == "cy" and self.name_cy else self.name


class Adaptation(models.Model):
    """A version of MST (standard, CAN, FIT …). Data, because local programmes name their own."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=100)
    ages = models.CharField(_("ages"), max_length=20, blank=True)
    weeks = models.PositiveSmallIntegerField(_("usual length in weeks"), null=True, blank=True)

    class Meta:
        verbose_name = _("adaptation")
        verbose_name_plural = _("adaptations")
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return f"{self.code} · {self.name}"


class Team(models.Model):
    """A licensed team: one supervisor, three or four therapists, weekly supervision and consultation."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="teams", verbose_name=_("organisation"))
    key = models.SlugField(_("short name for addresses"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    adaptations = models.ManyToManyField(Adaptation, related_name="teams", verbose_name=_("adaptations"), blank=True)
    supervision_day = models.PositiveSmallIntegerField(_("supervision day"), choices=Weekday, null=True, blank=True)
    supervision_time = models.TimeField(_("supervision time"), null=True, blank=True)
    consultation_day = models.PositiveSmallIntegerField(_("consultation day"), choices=Weekday, null=True, blank=True)
    consultation_time = models.TimeField(_("consultation time"), null=True, blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_team_name_per_organisation"),
        ]

    def __str__(self) -> str:
        return self.name
