"""What is recorded of one person besides what they did: exemptions, assignments, absences, readings acknowledged.

None of it is changed once written. It is taken back with a date, so that a past day can be looked at as it was known.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pathways.kinds import Away
from pathways.models.rules import Requirement
from pathways.querysets import AboutPersonQuerySet
from people.models import Organisation

PERSON = settings.AUTH_USER_MODEL


class AboutPerson(models.Model):
    """A dated row about somebody in an organisation; withdrawn, it stays."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("person"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", null=True, blank=True, editable=False)

    objects = AboutPersonQuerySet.as_manager()

    class Meta:
        abstract = True


class Exemption(AboutPerson):
    """Somebody does not have to have it, from a first to a last day, for a reason."""

    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="exemptions")
    reason = models.CharField(_("reason"), max_length=300)
    from_on = models.DateField(_("first day"))
    until_on = models.DateField(_("last day"))

    class Meta:
        verbose_name = _("exemption")
        verbose_name_plural = _("exemptions")
        ordering: ClassVar = ["-from_on", "-pk"]
        indexes: ClassVar = [models.Index(fields=["user", "requirement"], name="exemption_by_person")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="exemption_ends_after_start"),
            models.CheckConstraint(condition=~Q(reason=""), name="an_exemption_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.requirement_id}"


class Assignment(AboutPerson):
    """A requirement given to one person by a day."""

    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="assignments")
    due_on = models.DateField(_("due"))

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering: ClassVar = ["-recorded_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "requirement", "organisation"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_standing_assignment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.requirement_id}"


class Absence(AboutPerson):
    """Leave or an on-call week: days that move deadlines. Why somebody is on leave is nobody's business."""

    kind = models.CharField(_("kind"), max_length=10, choices=Away)
    from_on = models.DateField(_("first day"))
    until_on = models.DateField(_("last day"))

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering: ClassVar = ["-from_on", "-pk"]
        indexes: ClassVar = [models.Index(fields=["user", "from_on"], name="absence_by_person")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="absence_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.from_on}"


class ReadAcknowledgement(models.Model):
    """Somebody says that they have read a resource or a unit, once a day at most."""

    user = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("person"))
    key = models.UUIDField()
    on = models.DateField(default=timezone.localdate)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("reading acknowledged")
        verbose_name_plural = _("readings acknowledged")
        ordering: ClassVar = ["-at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "key", "on"], name="read_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.key}"
