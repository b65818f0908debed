"""Which records: nobody reads one but by these. Rights come from memberships in force today and from nothing else.

A superuser is a reader of nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from people.permissions import teams_with_role
from people.roles import TEAM_ROLES

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from people.models import User
    from supervision.models import CaseReference, CaseReview  # noqa: F401 (named in strings)

    Reader = User | AnonymousUser

OPEN = ("open", "closing")
SHARED = ("submitted", "discussed", "consulted", "final")


class CaseQuerySet(models.QuerySet["CaseReference"]):
    """Cases by who may see them."""

    def visible_to(self, user: Reader) -> CaseQuerySet:
        """Those of teams one is in today as therapist, supervisor, cover or expert."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(team__in=teams_with_role(user, *TEAM_ROLES).values("pk"))

    def open(self) -> CaseQuerySet:
        """Still in treatment."""
        return self.filter(status__in=OPEN)


class ReviewQuerySet(models.QuerySet["CaseReview"]):
    """Weekly case summaries by who may see them."""

    def visible_to(self, user: Reader) -> ReviewQuerySet:
        """Submitted ones of one's teams of today; drafts and withdrawn ones are their therapist's alone."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        mine = self.filter(case__team__in=teams_with_role(user, *TEAM_ROLES).values("pk"))
        return mine.filter(Q(state__in=SHARED) | Q(therapist=user))

    def standing(self) -> ReviewQuerySet:
        """Not withdrawn."""
        return self.exclude(state="withdrawn")
