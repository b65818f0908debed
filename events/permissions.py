"""Who may do what with live events: plain predicates over memberships in force today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from events.models import LiveEvent
from people.models import Membership, Organisation, User
from people.permissions import coordinates, current_memberships, has_role, organisations_with_role
from people.querysets import UserQuerySet
from people.roles import SUPERVISING_ROLES, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    Reader = User | AnonymousUser


def may_plan(user: Reader) -> bool:
    """Training coordinators plan events."""
    return has_role(user, Role.COORDINATOR)


def runs_event(user: Reader, event: LiveEvent) -> bool:
    """Plans, books into and attests it: coordinators of its organisation; any coordinator where it is open to all."""
    if event.organisation_id is None:
        return may_plan(user)
    return coordinates(user, event.organisation_id)


def may_see_names(user: Reader, event: LiveEvent) -> bool:
    """Everybody's name on the register: who runs the event, and the trainer it names."""
    return runs_event(user, event) or (user.is_authenticated and user.pk == event.leader_id)


def may_take_register(user: Reader, event: LiveEvent) -> bool:
    """Who sees the names also marks who is there; only who runs it attests."""
    return may_see_names(user, event)


def may_look_after(user: Reader) -> bool:
    """Opens the events of the team area: who plans, leads a team or counts."""
    return has_role(user, Role.COORDINATOR, Role.PROGRAMME_MANAGER, *SUPERVISING_ROLES)


def people_bookable_by(user: User, event: LiveEvent) -> UserQuerySet:
    """Whom the person may book: their organisations' staff for who runs it, their own team for supervisors.

    An event of an organisation takes that organisation's people only.
    """
    members = Membership.objects.current()
    if event.organisation_id is not None:
        members = members.filter(organisation=event.organisation_id)
    mine = Q(pk__in=())
    if runs_event(user, event):
        mine |= Q(organisation__in=organisations_with_role(user, Role.COORDINATOR))
    teams = [m.team_id for m in current_memberships(user) if m.role in SUPERVISING_ROLES]
    mine |= Q(team__in=teams)
    return (
        User.objects.get_queryset()
        .filter(pk__in=members.filter(mine).values("user"), is_active=True)
        .order_by("name", "pk")
    )


def is_for(person: User, event: LiveEvent) -> bool:
    """Open to all, or of an organisation the person is in today."""
    memberships = current_memberships(person)
    return any(event.organisation_id in (None, membership.organisation_id) for membership in memberships)


def may_book(user: User, event: LiveEvent, person: User) -> bool:
    """Oneself, where the event is for one; others as `people_bookable_by` says."""
    if user.pk == person.pk:
        return is_for(user, event)
    return people_bookable_by(user, event).filter(pk=person.pk).exists()


def may_give_up(user: User, event: LiveEvent, person: User) -> bool:
    """One's own place, that of somebody one may book; who runs the event frees any."""
    return user.pk == person.pk or runs_event(user, event) or may_book(user, event, person)


def organisations_to_plan_for(user: User) -> QuerySet[Organisation]:
    """Those the person coordinates today."""
    return organisations_with_role(user, Role.COORDINATOR)
