"""Who sees what readers tell those who write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from learning.models import ContentReport
from people.models import User
from people.permissions import has_role, is_author, organisations_with_role
from people.querysets import in_force
from people.roles import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

WISH = ContentReport.Kind.WISH


def can_answer_reports(user: User | AnonymousUser) -> bool:
    """Authors and training coordinators of today."""
    return is_author(user) or has_role(user, Role.COORDINATOR)


def reports_visible_to(user: User | AnonymousUser) -> QuerySet[ContentReport]:
    """Authors see notes about pages; coordinators see what people of their organisations ask for."""
    seen = Q(pk__in=[])
    if is_author(user):
        seen |= ~Q(kind=WISH)
    mine = organisations_with_role(user, Role.COORDINATOR)
    theirs = User.objects.filter(in_force(prefix="memberships__"), memberships__organisation__in=mine)
    return ContentReport.objects.filter(seen | Q(kind=WISH, reader__in=theirs))


def coordinators_of(reader: User) -> QuerySet[User]:
    """Training coordinators of the reader's organisations, today."""
    places = reader.memberships.filter(in_force()).values("organisation")
    return User.objects.filter(
        in_force(prefix="memberships__"),
        memberships__role=Role.COORDINATOR,
        memberships__organisation__in=places,
        is_active=True,
    ).distinct()
