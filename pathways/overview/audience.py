"""For whom something is meant: a filter over the people of today, and how each of them stands with it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from pathways.models import Assignment, PersonStatus, Requirement
from pathways.overview.tallies import MET
from people.models import Adaptation, Membership, Organisation, Team, User
from people.permissions import organisations_with_role
from people.querysets import MembershipQuerySet, in_force
from people.roles import Role


@dataclass(frozen=True)
class Audience:
    """Everybody, narrowed by what is chosen."""

    organisation: Organisation | None = None
    team: Team | None = None
    role: str = ""
    adaptation: Adaptation | None = None
    starters_since: datetime.date | None = None

    def posts(self, rows: MembershipQuerySet) -> MembershipQuerySet:
        """The posts that match."""
        if self.organisation:
            rows = rows.filter(organisation=self.organisation)
        if self.team:
            rows = rows.filter(team=self.team)
        if self.role:
            rows = rows.filter(role=self.role)
        if self.adaptation:
            rows = rows.filter(team__adaptations=self.adaptation)
        return rows.filter(starts_on__gte=self.starters_since) if self.starters_since else rows


@dataclass(frozen=True)
class Found:
    """Somebody in an organisation: since when, whether they have the assignment already, and whether they need it."""

    user: int
    public_id: uuid.UUID
    name: str
    organisation: int
    place: str
    began_on: datetime.date
    has_it: bool = field(default=False)
    in_date: bool = field(default=False)


def people_for(
    actor: User, requirement: Requirement, *, audience: Audience | None = None, only: Iterable[uuid.UUID] | None = None
) -> list[Found]:
    """Those the actor coordinates, each once, in four statements; where the requirement is not of another employer."""
    organisations = organisations_with_role(actor, Role.COORDINATOR).values_list("pk", flat=True)
    posts = Membership.objects.filter(in_force(), organisation__in=list(organisations), user__is_active=True)
    if requirement.organisation_id:
        posts = posts.filter(organisation=requirement.organisation_id)
    posts = (audience or Audience()).posts(posts)
    if only is not None:
        posts = posts.filter(user__public_id__in=list(only))
    given = set(Assignment.objects.standing().filter(requirement=requirement).values_list("user_id", "organisation_id"))
    met = PersonStatus.objects.filter(requirement=requirement, state__in=MET)
    in_date = set(met.values_list("user_id", "organisation_id"))
    found: dict[int, Found] = {}
    fields = ("user_id", "user__public_id", "user__name", "organisation_id", "organisation__name", "team__name")
    for user, key, name, employer, its_name, team, began_on in posts.order_by(
        "user__name", "user_id", "starts_on"
    ).values_list(*fields, "starts_on"):
        here = (user, employer)
        row = Found(user, key, name, employer, team or its_name, began_on, here in given, here in in_date)
        found.setdefault(user, row)
    return list(found.values())
