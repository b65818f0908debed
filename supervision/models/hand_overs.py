"""A hand-over whose day is still to come."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Team
from supervision.models.cases import CaseReference


class PlannedHandOver(models.Model):
    """One case, or everything that somebody then has open in the team, goes to a colleague on that day.

    It is gone once it has taken place or was called off; the log keeps that it was.
    """

    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    case = models.ForeignKey(CaseReference, models.CASCADE, related_name="+", null=True, blank=True)
    therapist = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    from_on = models.DateField(_("from"))
    with_actions = models.BooleanField(default=False)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("planned hand-over")
        verbose_name_plural = _("planned hand-overs")
        ordering: ClassVar = ["from_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], name="one_hand_over_is_planned_of_a_case"),
            models.UniqueConstraint(
                fields=["team", "person"], condition=Q(case=None), name="one_hand_over_is_planned_of_everything"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
