"""Reminders of the day: that there is something to look at, once each time it is due, and never what it is about."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from people.models import Membership, Notification, Team, User
from people.roles import SUPERVISING_ROLES, Role
from supervision.models import Attendance, CaseReference, CaseReview, DevelopmentPlan
from supervision.services.notices import Kind, tell
from supervision.weeks import coming_week, due_at

A_WEEK, A_MONTH = datetime.timedelta(days=7), datetime.timedelta(days=30)
DAY = datetime.timedelta(days=1)


def prep_due_tomorrow() -> int:
    """Therapists whose team's hour for handing in is tomorrow, and who have an open case without a summary sent."""
    weeks = _weeks_due(timezone.localdate() + DAY)
    cases = CaseReference.objects.open().filter(team__in=weeks).values_list("pk", "team_id", "therapist_id")
    sent = CaseReview.objects.standing().exclude(state=CaseReview.State.DRAFT)
    known = set(sent.filter(case__team__in=weeks, week__in=set(weeks.values())).values_list("case_id", "week"))
    waiting = {therapist for case, team, therapist in cases if (case, weeks[team]) not in known}
    return _remind(waiting, Kind.DUE, DAY)


def _weeks_due(day: datetime.date) -> dict[int, datetime.date]:
    """The week that each team prepares for, where it is due that day."""
    now, zone = timezone.localtime(), timezone.get_current_timezone()
    weeks = {}
    for team in Team.objects.exclude(supervision_day=None).exclude(supervision_time=None):
        week = coming_week(team.supervision_day, team.supervision_time, now)
        due = due_at(week, team.supervision_day, team.supervision_time, zone)
        if due and due.date() == day:
            weeks[team.pk] = week
    return weeks


def supervision_gaps() -> int:
    """Therapists without supervision for longer than is set, and their supervisors; once a week. 0 days: never."""
    if not settings.HEARTH_SUPERVISION_GAP_DAYS:
        return 0
    limit = timezone.localdate() - datetime.timedelta(days=settings.HEARTH_SUPERVISION_GAP_DAYS)
    there = Attendance.objects.filter(status=Attendance.Status.PRESENT, session__state="shared")
    last = dict(there.order_by().values_list("user").annotate(at=Max("session__starts_at")))
    found = [
        (user, team)
        for user, team, began in _therapists()
        if max(began, timezone.localdate(last[user]) if user in last else began) < limit
    ]
    return _remind_with_supervisors(found, Kind.GAP, A_WEEK)


def plans_out_of_date() -> int:
    """Therapists with no development plan young enough, and their supervisors; once a month. 0 days: never."""
    if not settings.HEARTH_PLAN_AGE_DAYS:
        return 0
    limit = timezone.localdate() - datetime.timedelta(days=settings.HEARTH_PLAN_AGE_DAYS)
    fresh = DevelopmentPlan.objects.filter(starts_on__gte=limit).exclude(state=DevelopmentPlan.State.DRAFT)
    covered = set(fresh.values_list("therapist_id", "team_id"))
    found = [(user, team) for user, team, began in _therapists() if began < limit and (user, team) not in covered]
    return _remind_with_supervisors(found, Kind.PLAN, A_MONTH)


def _therapists() -> Iterable[tuple[int, int, datetime.date]]:
    """Person, team and since when, of today's therapists."""
    rows = Membership.objects.current().in_role(Role.THERAPIST).exclude(team=None)
    return rows.values_list("user_id", "team_id", "starts_on")


def _remind_with_supervisors(found: list[tuple[int, int]], kind: Kind, apart: datetime.timedelta) -> int:
    leading: dict[int | None, set[int]] = defaultdict(set)
    for team, user in Membership.objects.current().in_role(*SUPERVISING_ROLES).values_list("team_id", "user_id"):
        leading[team].add(user)
    people = {user for user, _team in found}
    return _remind(people.union(*(leading[team] for _user, team in found)), kind, apart)


def _remind(people: Iterable[int], kind: Kind, apart: datetime.timedelta) -> int:
    """Those who have not heard of it for so long; how many. A day begins at midnight."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    heard = Notification.objects.filter(kind=kind, at__gte=today + DAY - apart).values("user")
    to_tell = list(User.objects.filter(pk__in=set(people), is_active=True).exclude(pk__in=heard))
    tell(to_tell, kind)
    return len(to_tell)
