"""Requirements, and statuses as the projection stores them, made directly: for tests of lists, figures and reports."""

import datetime
from typing import Any

from pathways.models import PersonStatus, Requirement
from people.models import Organisation, Team, User
from tests.factories import MembershipFactory, TeamFactory, UserFactory, today


def asked(
    organisation: Organisation | None, code: str = "safety", name: str = "Safety planning", name_cy: str = ""
) -> Requirement:
    """A requirement without rules: what follows from rules is not looked at here."""
    return Requirement.objects.create(organisation=organisation, code=code, name_en=name, name_cy=name_cy)


def stands(
    user: User,
    requirement: Requirement,
    state: str = "overdue",
    *,
    due: int | None = None,
    expires: int | None = None,
    **where: Any,
) -> PersonStatus:
    """How somebody stands, in the team of their first post; days count from today."""
    post = user.memberships.order_by("pk").first()
    values = {"organisation": post and post.organisation, "team": post and post.team} | where
    return PersonStatus.objects.create(
        user=user, requirement=requirement, state=state, due_on=_day(due), expires_on=_day(expires), **values
    )


def _day(days: int | None) -> datetime.date | None:
    return None if days is None else today(days)


def staffed(organisation: Organisation, people: int, **team: Any) -> tuple[Team, list[User]]:
    """A team with so many therapists."""
    made = TeamFactory(organisation=organisation, **team)
    users = [UserFactory() for _number in range(people)]
    for user in users:
        MembershipFactory(user=user, team=made)
    return made, users
