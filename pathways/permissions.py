"""Who may do what with requirements and statuses: plain predicates over memberships in force today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from people.models import Membership, User
from people.permissions import coordinates, current_memberships, has_role, is_author
from people.querysets import in_force
from people.roles import SUPERVISING_ROLES, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


def may_set_rules(user: User | AnonymousUser, organisation_id: int | None) -> bool:
    """May make and change requirements and pathways: coordinators, for their own organisations.

    What is asked of every organisation is set by a coordinator who also holds the site-wide right to write training.
    """
    if organisation_id is None:
        return has_role(user, Role.COORDINATOR) and is_author(user)
    return coordinates(user, organisation_id)


def may_see_rules(user: User | AnonymousUser) -> bool:
    """May open the list of requirements with its numbers: coordinators and programme managers."""
    return has_role(user, Role.COORDINATOR, Role.PROGRAMME_MANAGER)


def may_look_after(user: User | AnonymousUser, person: User, organisation_id: int) -> bool:
    """May assign to somebody and exempt them: a coordinator of the organisation, of anyone who is in it today."""
    if not coordinates(user, organisation_id):
        return False
    return Membership.objects.filter(in_force(), user=person, organisation=organisation_id).exists()


def may_note_absence(user: User | AnonymousUser, person: User, organisation_id: int) -> bool:
    """May enter leave and on-call weeks: a coordinator; a supervisor of the person's team. Nobody their own."""
    if user.pk == person.pk:
        return False
    if may_look_after(user, person, organisation_id):
        return True
    return person.pk is not None and supervises(user, person, organisation_id)


def supervises(user: User | AnonymousUser, person: User, organisation_id: int) -> bool:
    """Supervises a team in the organisation of which the person is a member today."""
    teams = {
        membership.team_id
        for membership in current_memberships(user)
        if membership.team_id and membership.role in SUPERVISING_ROLES and membership.organisation_id == organisation_id
    }
    rows = Membership.objects.filter(in_force(), user=person, team_id__in=teams)
    return user.pk != person.pk and bool(teams) and rows.exists()


def sees_statuses_of(user: User | AnonymousUser, person: User) -> bool:
    """May see how the person stands, by name: themselves, a coordinator, a supervisor of their team."""
    if user.pk == person.pk:
        return True
    organisations = {membership.organisation_id for membership in current_memberships(user)}
    return any(may_look_after(user, person, pk) or supervises(user, person, pk) for pk in organisations)
