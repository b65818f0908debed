"""Which rows: the reading vocabulary of training."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, When
from django.utils import timezone

from people.prepared import Slot

if TYPE_CHECKING:
    from learning.models import Certificate, Edition, Enrolment  # noqa: F401 (named in strings)
    from people.models import User

EXPIRES_SOON_DAYS = 60


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions by time."""

    def live(self, at: datetime.datetime | Slot | None = None) -> EditionQuerySet:
        """Those whose time has come."""
        return self.filter(live_from__lte=at or timezone.now())

    def current(self, at: datetime.datetime | None = None) -> EditionQuerySet:
        """The newest live edition of each module."""
        newest = self.model.objects.live(at).filter(module_key=OuterRef("module_key")).order_by("-number")
        return self.filter(pk=Subquery(newest.values("pk")[:1]))

    def in_use(self) -> EditionQuerySet:
        """Those of modules that are not retired."""
        retired = apps.get_model("learning", "Retirement").objects.filter(ended_at=None)
        return self.exclude(module_key__in=retired.values("module_key"))


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Enrolments by state and person."""

    def open(self) -> EnrolmentQuerySet:
        """Not yet finished, and not withdrawn."""
        return self.filter(state__in=["assigned", "in_progress"])

    def under_way(self) -> EnrolmentQuerySet:
        """Begun and not yet finished: these keep their edition."""
        return self.filter(state="in_progress")

    def of(self, user: User) -> EnrolmentQuerySet:
        """One person's."""
        return self.filter(user=user)

    def readable(self) -> EnrolmentQuerySet:
        """Those that say what someone reads: the open one first, then the newest finished one."""
        return self.filter(state__in=["assigned", "in_progress", "completed"]).order_by(
            Case(When(state="completed", then=1), default=0), "-pk"
        )


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Certificates by person."""

    def of(self, user: User) -> CertificateQuerySet:
        """Those the user holds."""
        return self.filter(holder=user)

    def in_state(self, state: str, today: datetime.date) -> CertificateQuerySet:
        """Those that are valid, expiring (soon), expired, superseded or revoked on the day; all of them for ""."""
        issued = self.filter(state="issued")
        soon = today + datetime.timedelta(days=EXPIRES_SOON_DAYS)
        if state == "valid":
            return issued.filter(Q(expires_on=None) | Q(expires_on__gte=today))
        if state == "expiring":
            return issued.filter(expires_on__range=(today, soon))
        if state == "expired":
            return issued.filter(expires_on__lt=today)
        return self.filter(state=state) if state else self.all()
