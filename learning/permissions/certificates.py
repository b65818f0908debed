"""Who may read certificates and who may correct, revoke and reissue them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from learning.models import Certificate
from people.models import Membership
from people.permissions import is_site_administrator, organisations_with_role, teams_with_role
from people.querysets import in_force
from people.roles import SUPERVISING_ROLES, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from learning.querysets import CertificateQuerySet
    from people.models import User


def visible_to(user: User | AnonymousUser) -> CertificateQuerySet:
    """One's own for ever; those in the register one keeps today; those of people one supervises today."""
    if not user.is_authenticated or not user.is_active:
        return Certificate.objects.none()
    return Certificate.objects.filter(Q(holder=user) | _issued_by_mine(user) | _held_by_my_team(user))


def issued_visible_to(user: User | AnonymousUser) -> CertificateQuerySet:
    """The register one keeps: that of the organisations one coordinates today.

    What was issued for no organisation to somebody who never was in one is kept by site administrators, so that there
    is no certificate nobody can revoke.
    """
    if not user.is_authenticated or not user.is_active:
        return Certificate.objects.none()
    found = _issued_by_mine(user)
    if is_site_administrator(user):
        found |= Q(organisation=None) & ~Q(holder__in=Membership.objects.values("user"))
    return Certificate.objects.filter(found)


def team_visible_to(user: User | AnonymousUser) -> CertificateQuerySet:
    """Those of people who are today in a team that the user supervises today."""
    if not user.is_authenticated or not user.is_active:
        return Certificate.objects.none()
    return Certificate.objects.filter(_held_by_my_team(user))


def may_change(user: User | AnonymousUser, certificate: Certificate) -> bool:
    """Whoever keeps the register it stands in, and nobody for a certificate of their own."""
    return certificate.holder_id != user.pk and issued_visible_to(user).filter(pk=certificate.pk).exists()


def _issued_by_mine(user: User | AnonymousUser) -> Q:
    """Issued for an organisation one coordinates; or for none, to somebody who was ever in it."""
    mine = organisations_with_role(user, Role.COORDINATOR)
    once_mine = Membership.objects.filter(organisation__in=mine).values("user")
    return Q(organisation__in=mine) | Q(organisation=None, holder__in=once_mine)


def _held_by_my_team(user: User | AnonymousUser) -> Q:
    members = Membership.objects.filter(in_force(), team__in=teams_with_role(user, *SUPERVISING_ROLES))
    return Q(holder__in=members.values("user"))
