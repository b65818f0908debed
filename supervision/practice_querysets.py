"""Which records of somebody's own practice, and which scores: the person, who supervises them today, and few others.

A manager, a coordinator, a team-mate and a superuser read none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Q

from people.permissions import teams_with_role
from people.roles import SUPERVISING_ROLES, TEAM_ROLES, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from people.models import User
    from supervision.models import (  # noqa: F401 (named in strings)
        DevelopmentPlan,
        MeasureScore,
        Observation,
        SelfRating,
        SignOff,
    )

    Reader = User | AnonymousUser

FEWEST = 5


def _supervised(user: Reader) -> Q:
    return Q(team__in=teams_with_role(user, *SUPERVISING_ROLES).values("pk"))


def _own_in_team(user: Reader) -> Q:
    return Q(therapist=user, team__in=teams_with_role(user, *TEAM_ROLES).values("pk"))


def _shared_with_expert(user: Reader) -> Q:
    """Both the therapist and a supervisor said that the team's expert may read it."""
    shares = apps.get_model("supervision", "Share").objects
    by_both = Q()
    for side in ("therapist", "supervisor"):
        by_both &= Q(pk__in=shares.filter(side=side).values("record_id"))
    return by_both & Q(team__in=teams_with_role(user, Role.EXPERT).values("pk"))


class ObservationQuerySet(models.QuerySet["Observation"]):
    """Observations by who may see them."""

    def visible_to(self, user: Reader) -> ObservationQuerySet:
        """Drafts: who writes them. Shared: the therapist in the team, its supervisors, the expert if both say so."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        supervised = _supervised(user)
        told = ~Q(state="draft") & (_own_in_team(user) | supervised | _shared_with_expert(user))
        return self.filter(told | supervised & Q(observer=user))


class PlanQuerySet(models.QuerySet["DevelopmentPlan"]):
    """Development plans by who may see them."""

    def visible_to(self, user: Reader) -> PlanQuerySet:
        """The therapist, for good; the team's supervisors of today; its expert if both say so."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(Q(therapist=user) | _supervised(user) | _shared_with_expert(user))


class SignOffQuerySet(models.QuerySet["SignOff"]):
    """Sign-offs by who may see them."""

    def visible_to(self, user: Reader) -> SignOffQuerySet:
        """The therapist while in the team, and the team's supervisors of today."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(_own_in_team(user) | _supervised(user))


class SelfRatingQuerySet(models.QuerySet["SelfRating"]):
    """Self-ratings by who may see them."""

    def visible_to(self, user: Reader) -> SelfRatingQuerySet:
        """As sign-offs."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(_own_in_team(user) | _supervised(user))


class ScoreQuerySet(models.QuerySet["MeasureScore"]):
    """Scores by who may see them (DECISIONS 26 and 27 of the design: support, no league table)."""

    def visible_to(self, user: Reader) -> ScoreQuerySet:
        """About therapists: oneself and who leads one's team. Others: oneself from five answers on, and the expert."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        member = Q(subject=user, team__in=teams_with_role(user, *TEAM_ROLES).values("pk"))
        advised = Q(team__in=teams_with_role(user, Role.EXPERT).values("pk"))
        therapists = Q(measure__about="therapist")
        others = ~therapists & (advised | member & Q(n__gte=FEWEST))
        return self.filter(therapists & (member | _supervised(user) | advised) | others)
