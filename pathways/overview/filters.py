"""The overview's filters: they are its address, so that a view can be sent to somebody or kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import QuerySet

from pathways.models import PersonStatus, Requirement
from pathways.overview.scope import Scope
from people.models import Membership, Organisation, Team
from people.querysets import in_force
from people.roles import Role


@dataclass(frozen=True)
class Filters:
    """What is chosen. Whatever somebody may not see, or what is no choice, counts as not chosen."""

    organisation: Organisation | None = None
    team: Team | None = None
    role: Role | None = None
    requirement: Requirement | None = None

    @property
    def query(self) -> str:
        """As the end of an address."""
        values = {
            "organisation": self.organisation.key if self.organisation else "",
            "team": self.team.key if self.team else "",
            "role": self.role.value if self.role else "",
            "requirement": str(self.requirement.public_id) if self.requirement else "",
        }
        return urlencode({name: value for name, value in values.items() if value})

    @property
    def is_any(self) -> bool:
        """Something is chosen."""
        return bool(self.query)

    def without_requirement(self) -> Filters:
        """The same people."""
        return replace(self, requirement=None)

    def apply(self, rows: QuerySet[PersonStatus]) -> QuerySet[PersonStatus]:
        """The statuses that are left."""
        if self.organisation:
            rows = rows.filter(organisation=self.organisation)
        if self.team:
            rows = rows.filter(organisation=self.team.organisation_id, team=self.team)
        if self.requirement:
            rows = rows.filter(requirement=self.requirement)
        if self.role:
            rows = rows.filter(user__in=_holders(self.role))
        return rows


def _holders(role: Role) -> QuerySet[Membership]:
    return Membership.objects.filter(in_force(), role=role).values("user")  # type: ignore[return-value]


@dataclass(frozen=True)
class Choices:
    """What may be chosen, as lists of values and labels."""

    organisations: list[Organisation]
    teams: list[Team]
    requirements: list[Requirement]
    roles: list[tuple[str, str]]


def choices(scope: Scope, requirements: list[Requirement]) -> Choices:
    """Places of the scope and requirements that somebody in it is asked for. Without names there are no roles."""
    roles = [(role.value, str(role.label)) for role in Role] if scope.names else []
    return Choices(list(scope.organisation_rows()), list(scope.team_rows()), requirements, roles)


def chosen(given: Mapping[str, str], offered: Choices) -> Filters:
    """The filters of an address."""
    organisation = next((row for row in offered.organisations if row.key == given.get("organisation")), None)
    team = next((row for row in offered.teams if row.key == given.get("team")), None)
    if team and organisation and team.organisation_id != organisation.pk:
        team = None
    wanted = given.get("requirement")
    requirement = next((row for row in offered.requirements if str(row.public_id) == wanted), None)
    role = next((Role(value) for value, _label in offered.roles if value == given.get("role")), None)
    return Filters(organisation, team, role, requirement)
