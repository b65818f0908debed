"""Which group session comes next for each team: the one under way, the one planned, or the team's usual hour."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from people.models import Team
from supervision.models import SupervisionSession
from supervision.weeks import next_meeting

State = SupervisionSession.State


@dataclass(frozen=True)
class NextSession:
    """A team's next group session. Without a planned one, `starts_at` is its usual hour, or nothing."""

    team: Team
    session: SupervisionSession | None
    starts_at: datetime.datetime | None

    @property
    def is_live(self) -> bool:
        """Under way."""
        return self.session is not None and self.session.state == State.LIVE

    @property
    def is_today(self) -> bool:
        """Its hour is today."""
        return self.starts_at is not None and timezone.localtime(self.starts_at).date() == timezone.localdate()


def next_group_session(teams: Iterable[Team]) -> dict[int, NextSession]:
    """By team, in one statement however many teams there are."""
    asked = list(teams)
    today = timezone.localdate()
    rows = SupervisionSession.objects.filter(team__in=asked, kind="group", starts_at__gte=_start_of(today))
    rows = rows | SupervisionSession.objects.filter(team__in=asked, kind="group", state=State.LIVE)
    known: dict[int, list[SupervisionSession]] = {team.pk: [] for team in asked}
    for session in rows.order_by("starts_at"):
        known[session.team_id].append(session)
    return {team.pk: _next(team, known[team.pk], today) for team in asked}


def _next(team: Team, sessions: list[SupervisionSession], today: datetime.date) -> NextSession:
    for state in (State.LIVE, State.PLANNED):
        for session in sessions:
            if session.state == state:
                return NextSession(team, session, session.starts_at)
    taken = {timezone.localtime(session.starts_at).date() for session in sessions}
    days = (today + datetime.timedelta(days=ahead) for ahead in range(22))
    zone = timezone.get_current_timezone()
    usual = [next_meeting(day, team.supervision_day, team.supervision_time, zone) for day in days]
    free = (when for when in usual if when is not None and when.date() not in taken)
    return NextSession(team, None, next(free, None))


def _start_of(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time.min, tzinfo=timezone.get_current_timezone())
