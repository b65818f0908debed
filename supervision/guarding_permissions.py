"""Who guards records: the information governance lead, and a second person beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from people.permissions import current_memberships
from people.roles import Role
from people.team_rights import holds

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from people.models import User

    Reader = User | AnonymousUser


def guards(user: Reader, organisation_id: int) -> bool:
    """Is the organisation's information governance lead today."""
    return holds(user, organisation_id, Role.IG_LEAD)


def can_second(user: Reader, organisation_id: int, first_id: int) -> bool:
    """Decides what another has prepared: a second information lead, or the programme manager, who reads no record."""
    return user.pk != first_id and holds(user, organisation_id, Role.IG_LEAD, Role.PROGRAMME_MANAGER)


def is_member_of(user: Reader, organisation_id: int) -> bool:
    """Has a membership of the organisation in force today."""
    return any(membership.organisation_id == organisation_id for membership in current_memberships(user))


def can_decide_break_glass(user: Reader, organisation_id: int, asker_id: int) -> bool:
    """The information lead, never for themselves."""
    return user.pk != asker_id and guards(user, organisation_id)


def guards_somewhere(user: Reader) -> bool:
    """Is the information governance lead of an organisation today."""
    return any(membership.role == Role.IG_LEAD for membership in current_memberships(user))


def may_open_keeping(user: Reader) -> bool:
    """Information leads, and programme managers as the second person."""
    return any(membership.role in {Role.IG_LEAD, Role.PROGRAMME_MANAGER} for membership in current_memberships(user))
