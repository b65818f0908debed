"""Supervision in one's calendar: when it is and for which team, never a word of what it is about."""

from __future__ import annotations

import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from people import calendar
from people.calendar import Entry
from people.models import User
from people.team_calendar import AN_HOUR, DAY, own_teams, weekly
from supervision.models import SupervisionSession
from supervision.weeks import monday_of


@calendar.register
def sessions(user: User, first_day: datetime.date, last_day: datetime.date) -> list[Entry]:
    """Group sessions of one's teams, in weeks with none planned the usual hour; and individual ones of one's own."""
    teams = own_teams(user, first_day, last_day)
    zone = timezone.get_current_timezone()
    begins, ends = (datetime.datetime.combine(day, datetime.time(), tzinfo=zone) for day in (first_day, last_day + DAY))
    mine = Q(kind="group", team__in=[team for team, _last in teams]) | Q(kind="individual") & (
        Q(person=user) | Q(leader=user)
    )
    rows = SupervisionSession.objects.filter(mine, starts_at__gte=begins, starts_at__lt=ends)
    known = list(rows.values_list("pk", "team_id", "team__name", "kind", "starts_at", "state"))
    planned = {(team, _week(starts)) for _pk, team, _name, kind, starts, _state in known if kind == "group"}
    entries = [
        _entry(f"session-{pk}", name if kind == "group" else "", starts)
        for pk, _team, name, kind, starts, state in known
        if state != SupervisionSession.State.CANCELLED
    ]
    return entries + [
        _entry(f"supervision-{team.public_id}-{starts:%Y%m%d}", team.name, starts)
        for team, last in teams
        for starts in weekly(team.supervision_day, team.supervision_time, first_day, last)
        if (team.pk, _week(starts)) not in planned
    ]


def _week(moment: datetime.datetime) -> datetime.date:
    return monday_of(timezone.localdate(moment))


def _entry(uid: str, team: str, starts: datetime.datetime) -> Entry:
    title = _("Group supervision: %(team)s") % {"team": team} if team else _("Individual supervision")
    return Entry(uid=uid, title=title, starts=starts, ends=starts + AN_HOUR, href=reverse("supervision"))
