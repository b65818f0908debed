"""Who may read certificates and who may revoke them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from learning.models import Certificate
from people.models import Membership
from people.permissions import coordinates, organisations_with_role, teams_with_role
from people.querysets import in_force
from people.roles import SUPERVISING_ROLES, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from people.models import User


def visible_to(user: User | AnonymousUser) -> QuerySet[Certificate]:
    """One's own for ever; those of organisations one coordinates today; those of people one supervises today."""
    if not user.is_authenticated or not user.is_active:
        return Certificate.objects.none()
    return Certificate.objects.filter(Q(holder=user) | _issued_by_mine(user) | _held_by_my_team(user))


def issued_visible_to(user: User | AnonymousUser) -> QuerySet[Certificate]:
    """The register a coordinator keeps: every certificate of the organisations they coordinate today."""
    if not user.is_authenticated or not user.is_active:
        return Certificate.objects.none()
    return Certificate.objects.filter(_issued_by_mine(user))


def team_visible_to(user: User | AnonymousUser) -> QuerySet[Certificate]:
    """Those of people who are today in a team that the user supervises today."""
    if not user.is_authenticated or not user.is_active:
        return Certificate.objects.none()
    return Certificate.objects.filter(_held_by_my_team(user))


def may_revoke(user: User | AnonymousUser, certificate: Certificate) -> bool:
    """Coordinators of the organisation it was issued for, and nobody for a certificate of their own."""
    return (
        certificate.organisation_id is not None
        and certificate.holder_id != user.pk
        and coordinates(user, certificate.organisation_id)
    )


def _issued_by_mine(user: User | AnonymousUser) -> Q:
    return Q(organisation__in=organisations_with_role(user, Role.COORDINATOR))


def _held_by_my_team(user: User | AnonymousUser) -> Q:
    members = Membership.objects.filter(in_force(), team__in=teams_with_role(user, *SUPERVISING_ROLES))
    return Q(holder__in=members.values("user"))
