"""Actions as their page lists them: the same number of statements at any size."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from people.models import Team, User
from people.permissions import teams_with_role
from people.roles import TEAM_ROLES
from supervision.carried_learning import Carried, carried_by, with_learning
from supervision.models import Action
from supervision.permissions import leads_session

LATELY = datetime.timedelta(days=14)
MOST = 200


@dataclass(frozen=True)
class Row:
    """An action and what it carries; `may` says whether the reader may finish it."""

    action: Action
    learning: Carried | None
    may: bool


@dataclass(frozen=True)
class Listed:
    """One's own, those of the people one leads, and what was finished in the last two weeks."""

    teams: list[Team]
    mine: list[Row]
    theirs: list[Row]
    lately: list[Row]


def listed(user: User, language: str) -> Listed:
    """What the page shows."""
    teams = list(teams_with_role(user, *TEAM_ROLES).order_by("name"))
    led = {team.pk for team in teams if leads_session(user, team.pk)}
    rows = [
        Row(action, carried_by(action), action.owner_id == user.pk or action.team_id in led)
        for action in with_learning(Action.objects.visible_to(user), language)
        .filter(_open_or_lately())
        .select_related("owner", "case", "team")
        .order_by("due_on", "created_at")[:MOST]
        if action.owner_id == user.pk or action.team_id in led
    ]
    still = [row for row in rows if row.action.state == Action.State.OPEN]
    finished = [row for row in rows if row.action.state != Action.State.OPEN]
    return Listed(
        teams=teams,
        mine=[row for row in still if row.action.owner_id == user.pk],
        theirs=[row for row in still if row.action.owner_id != user.pk],
        lately=sorted(finished, key=lambda row: row.action.done_at or timezone.now(), reverse=True),
    )


def _open_or_lately() -> Q:
    return Q(state=Action.State.OPEN) | Q(done_at__gte=timezone.now() - LATELY)
