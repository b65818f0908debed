"""The consultation of one's teams in one's calendar: when it usually is, and nothing of what it is about."""

from __future__ import annotations

import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from people import calendar
from people.calendar import Entry
from people.models import Team, User
from people.permissions import current_memberships

# Nobody says how long a meeting takes, so that a calendar shows its usual hour.
AN_HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


def weekly(
    weekday: int | None, clock: datetime.time | None, first_day: datetime.date, last_day: datetime.date
) -> list[datetime.datetime]:
    """Every time from the first to the last day that something of that weekday and hour begins."""
    if weekday is None or clock is None:
        return []
    day, found = first_day + DAY * ((weekday - first_day.weekday()) % 7), []
    while day <= last_day:
        found.append(datetime.datetime.combine(day, clock, tzinfo=timezone.get_current_timezone()))
        day += 7 * DAY
    return found


def own_teams(user: User, first_day: datetime.date, last_day: datetime.date) -> list[tuple[Team, datetime.date]]:
    """The teams somebody is in today, each with the last day that they know they will be."""
    ends: dict[Team, datetime.date] = {}
    for membership in current_memberships(user):
        if membership.team:
            end = min(membership.ends_on or last_day, last_day)
            ends[membership.team] = max(ends.get(membership.team, first_day), end)
    return list(ends.items())


@calendar.register
def consultations(user: User, first_day: datetime.date, last_day: datetime.date) -> list[Entry]:
    """Each week's consultation of each team, for as long as one is in it."""
    return [
        Entry(
            uid=f"consultation-{team.public_id}-{starts:%Y%m%d}",
            title=_("Consultation: %(team)s") % {"team": team.name},
            starts=starts,
            ends=starts + AN_HOUR,
            href=reverse("today"),
        )
        for team, last in own_teams(user, first_day, last_day)
        for starts in weekly(team.consultation_day, team.consultation_time, first_day, last)
    ]
