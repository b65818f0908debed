"""Weeks of treatment, and when a weekly summary is due. Pure; a week is named by its Monday."""

from __future__ import annotations

import datetime

DUE_BEFORE = datetime.timedelta(hours=24)


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
