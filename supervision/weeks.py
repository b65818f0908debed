"""Weeks of treatment, and when a weekly summary is due. Pure; a week is named by its Monday."""

from __future__ import annotations

import datetime

DUE_BEFORE = datetime.timedelta(hours=24)
ENDING_BEFORE = 8
USUAL_WEEKS = 20


def monday_of(day: datetime.date) -> datetime.date:
    """The Monday of the day's week."""
    return day - datetime.timedelta(days=day.weekday())


def treatment_week(opened_week: datetime.date, week: datetime.date) -> int:
    """Which week of treatment `week` is, both given by their Mondays; the first is 1."""
    return (week - opened_week).days // 7 + 1


def due_at(
    week: datetime.date, weekday: int | None, time: datetime.time | None, zone: datetime.tzinfo
) -> datetime.datetime | None:
    """A day before the team's supervision in that week; None where the team has not said when it meets."""
    if weekday is None or time is None:
        return None
    meets = datetime.datetime.combine(week + datetime.timedelta(days=weekday), time, tzinfo=zone)
    return meets - DUE_BEFORE


def next_meeting(
    today: datetime.date, weekday: int | None, time: datetime.time | None, zone: datetime.tzinfo
) -> datetime.datetime | None:
    """When a team that meets on that weekday meets next, today included; None where it has not said when."""
    if weekday is None or time is None:
        return None
    day = today + datetime.timedelta(days=(weekday - today.weekday()) % 7)
    return datetime.datetime.combine(day, time, tzinfo=zone)


def coming_week(weekday: int | None, time: datetime.time | None, now: datetime.datetime) -> datetime.date:
    """The Monday of the week whose supervision is still to come; this week's where the team has not said when."""
    monday = monday_of(now.date())
    if weekday is None:
        return monday
    ends = datetime.datetime.combine(
        monday + datetime.timedelta(days=weekday), time or datetime.time.max, tzinfo=now.tzinfo
    )
    return monday if now < ends else monday + datetime.timedelta(days=7)


def ending_is_near(week_of_treatment: int, usual_weeks: int | None) -> bool:
    """From eight weeks before the usual end on, a summary asks what will keep the gains."""
    return week_of_treatment > (usual_weeks or USUAL_WEEKS) - ENDING_BEFORE
