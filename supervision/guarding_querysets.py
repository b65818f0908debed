"""Which holds, requests and openings somebody may see: the information lead's of their organisations of today."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.permissions import organisations_with_role, teams_with_role
from people.roles import SUPERVISING_ROLES, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from people.models import User
    from supervision.models import BreakGlass, DisclosureRequest  # noqa: F401 (named in strings)

    Reader = User | AnonymousUser

Row = TypeVar("Row", bound=models.Model)
SECONDING = (Role.IG_LEAD, Role.PROGRAMME_MANAGER)


class GuardingQuerySet(models.QuerySet[Row]):
    """What guards records, by who may see it."""

    def visible_to(self, user: Reader) -> GuardingQuerySet[Row]:
        """Of organisations one is the information lead or, for a second person's decision, programme manager of."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(organisation__in=organisations_with_role(user, *SECONDING).values("pk"))


class DisclosureQuerySet(GuardingQuerySet["DisclosureRequest"]):
    """Disclosure requests."""

    def open(self) -> DisclosureQuerySet:
        """Not closed: they freeze what is in their scope."""
        return self.filter(closed_at__isnull=True)


class BreakGlassQuerySet(models.QuerySet["BreakGlass"]):
    """Requests to break the glass, and what they opened."""

    def visible_to(self, user: Reader) -> BreakGlassQuerySet:
        """One's own, and those of organisations one is the information lead of."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        guarded = organisations_with_role(user, Role.IG_LEAD).values("pk")
        return self.filter(Q(asked_by=user) | Q(organisation__in=guarded))

    def in_force(self, user: Reader) -> BreakGlassQuerySet:
        """Approved for the user, its hour not over, the user a member of its organisation still."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        member = organisations_with_role(user, *Role.values).values("pk")
        return self.filter(asked_by=user, is_approved=True, ends_at__gt=timezone.now(), organisation__in=member)

    def concerning(self, user: Reader) -> BreakGlassQuerySet:
        """Openings of what is about the user, of their cases, or of cases of teams they supervise today."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        cases = apps.get_model("supervision", "CaseReference").objects
        supervised = teams_with_role(user, *SUPERVISING_ROLES).values("pk")
        theirs = cases.filter(Q(therapist=user) | Q(team__in=supervised)).values("pk")
        person = Q(scope_kind="person", scope_key=user.public_id)
        return self.filter(person | Q(scope_kind="case", scope_key__in=theirs), is_approved=True).exclude(asked_by=user)
