"""Who gives people more time in final checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from people.models import Membership, User
from people.permissions import coordinates
from people.roles import SUPERVISING_ROLES
from people.team_rights import holds_in_team

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


def can_give_extra_time(user: User | AnonymousUser, person: User) -> bool:
    """Coordinators of an organisation the person is in today, and supervisors of their team; never to oneself."""
    if not user.is_authenticated or user.pk == person.pk:
        return False
    return any(
        coordinates(user, membership.organisation_id) or holds_in_team(user, membership.team_id, *SUPERVISING_ROLES)
        for membership in Membership.objects.current().filter(user=person)
    )
