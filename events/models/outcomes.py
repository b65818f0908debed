"""What was attested: rows that are only ever added. A correction is a new row that supersedes the one before."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from events.durations import in_words
from events.kinds import Result
from events.models.events import LiveEvent
from events.querysets import EventOutcomeQuerySet


class EventOutcome(models.Model):
    """What a coordinator vouches for: this person was there, in part, or was not. Nobody attests their own.

    `days` keeps what each day came to when it was attested; triggers refuse every change of a row.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(LiveEvent, models.PROTECT, related_name="outcomes_attested")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="event_outcomes")
    result = models.CharField(_("result"), max_length=10, choices=Result)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    on = models.DateField(_("last day"))
    days = models.JSONField(default=list)
    attested_at = models.DateTimeField()
    attested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    supersedes = models.OneToOneField("self", models.PROTECT, related_name="superseded_by", null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = EventOutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("attested attendance")
        verbose_name_plural = _("attested attendance")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["event", "user"], condition=Q(supersedes__isnull=True), name="one_first_outcome_per_person"
            ),
            models.CheckConstraint(condition=~Q(user=F("attested_by")), name="nobody_attests_their_own"),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(reason=""), name="a_corrected_outcome_says_why"
            ),
        ]

    @property
    def duration(self) -> str:
        """In words."""
        return in_words(self.minutes)

    def __str__(self) -> str:
        return f"{self.user_id} · {self.get_result_display()}"
