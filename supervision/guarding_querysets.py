"""Which holds, requests and openings somebody may see: the information lead's of their organisations of today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.permissions import organisations_with_role
from people.roles import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from people.models import User
    from supervision.models import BreakGlass, DisclosureRequest  # noqa: F401 (named in strings)

    Reader = User | AnonymousUser

Row = TypeVar("Row", bound=models.Model)
SECONDING = (Role.IG_LEAD, Role.PROGRAMME_MANAGER)


def organisations_guarded_by(user: Reader) -> list[Any]:
    """Keys of the organisations whose information lead the user is today; no statement where it is none."""
    return list(organisations_with_role(user, Role.IG_LEAD).values_list("pk", flat=True))


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
