"""What of the overview somebody sees: with names, in counts, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from pathways.models import PersonStatus
from people.models import Membership, Organisation, Team
from people.permissions import current_memberships
from people.querysets import in_force
from people.roles import SUPERVISING_ROLES, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from people.models import User


@dataclass(frozen=True)
class Scope:
    """Whole organisations, and single teams. `names` says whether people are named; otherwise only pooled counts.

    Coordinators see their organisations and supervisors their teams, both by name; programme managers see their
    organisations in counts.
    """

    organisations: frozenset[int] = frozenset()
    teams: frozenset[int] = frozenset()
    names: bool = True
    employers: frozenset[int] = frozenset()  # of the single teams: the index on statuses begins with them

    @property
    def is_empty(self) -> bool:
        """There is nothing to see."""
        return not self.organisations and not self.teams

    def statuses(self) -> QuerySet[PersonStatus]:
        """The rows behind every figure."""
        if not self.teams:
            return PersonStatus.objects.filter(organisation_id__in=self.organisations)
        of_teams = Q(organisation_id__in=self.employers, team_id__in=self.teams)
        return PersonStatus.objects.filter(Q(organisation_id__in=self.organisations) | of_teams)

    def posts(self) -> QuerySet[Membership]:
        """Posts in these organisations and teams, whenever they are held."""
        return Membership.objects.filter(Q(organisation_id__in=self.organisations) | Q(team_id__in=self.teams))

    def memberships(self) -> QuerySet[Membership]:
        """Those held today."""
        return self.posts().filter(in_force())

    def team_rows(self) -> QuerySet[Team]:
        """The teams, with their organisations."""
        rows = Team.objects.filter(Q(organisation_id__in=self.organisations) | Q(pk__in=self.teams))
        return rows.select_related("organisation").order_by("organisation__name", "name")

    def organisation_rows(self) -> QuerySet[Organisation]:
        """The organisations, also those of single teams."""
        inside = Q(pk__in=self.organisations) | Q(teams__in=self.teams)
        return Organisation.objects.filter(inside).distinct().order_by("name")


def named(user: User | AnonymousUser) -> Scope:
    """What the person sees with names."""
    mine = current_memberships(user)
    whole = frozenset(m.organisation_id for m in mine if m.role == Role.COORDINATOR)
    leading = [m for m in mine if m.role in SUPERVISING_ROLES and m.organisation_id not in whole]
    teams = frozenset(m.team_id for m in leading if m.team_id)
    return Scope(whole, teams, employers=frozenset(m.organisation_id for m in leading))


def counted(user: User | AnonymousUser) -> Scope:
    """What the person sees in counts only: organisations whose programme they manage and do not coordinate."""
    mine = current_memberships(user)
    whole = {m.organisation_id for m in mine if m.role == Role.COORDINATOR}
    managed = {m.organisation_id for m in mine if m.role == Role.PROGRAMME_MANAGER}
    return Scope(frozenset(managed - whole), names=False)


def scope_of(user: User | AnonymousUser, *, counts: bool = False) -> Scope:
    """With names where there are any; `counts` asks for the other view."""
    found = counted(user) if counts else named(user)
    return found if not found.is_empty or counts else counted(user)


def may_see(user: User | AnonymousUser) -> bool:
    """There is an overview for this person: coordinators, supervisors and programme managers, today."""
    return not scope_of(user).is_empty


def may_chase(user: User | AnonymousUser) -> bool:
    """May remind people of their training: whoever sees some of them by name."""
    return not named(user).is_empty
