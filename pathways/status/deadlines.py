"""By when: a deadline counted from a rule, and the one visible rule by which it moves.

Days counted from a start leave out days on leave, on call or exempt. A deadline that then falls on a weekend, a bank
holiday of the nation, or a day on leave, on call or exempt moves to the next day that is none of these.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from pathways.kinds import DueBy
from pathways.status.calendar import closed
from pathways.status.people import Excused, Person, stands
from pathways.status.rules import Rule

Day = datetime.date
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Days that don't count, and why: leave, on_call or exempt."""

    kind: str
    first: Day
    last: Day


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day, how it was found, what paused the count, and the days it could not fall on."""

    on: Day
    planned: Day
    basis: str
    start: Day
    days: int = 0
    share: tuple[int, int] = (0, 0)
    paused: tuple[Span, ...] = ()
    skipped: tuple[Span, ...] = ()


def spans(person: Person, excused: Iterable[Excused], day: Day) -> tuple[Span, ...]:
    """Days that don't count as far as known on the day, in order, none twice."""
    found = [Span(one.kind, one.first, one.last) for one in person.absences if stands(one, day)]
    found += [Span("exempt", one.first, one.last) for one in excused if stands(one, day)]
    if len(found) < 2:
        return tuple(found)
    apart: list[Span] = []
    for span in sorted(found, key=lambda span: (span.first, span.last)):
        first = max(span.first, apart[-1].last + ONE_DAY) if apart else span.first
        if first <= span.last:
            apart.append(Span(span.kind, first, span.last))
    return tuple(apart)


def counted(start: Day, days: int, off: tuple[Span, ...]) -> tuple[Day, tuple[Span, ...]]:
    """So many days after the start, leaving out those off; and which these were."""
    end, paused = start + datetime.timedelta(days=days), []
    for span in off:
        first = max(span.first, start + ONE_DAY)
        if first <= min(span.last, end):
            paused.append(Span(span.kind, first, span.last))
            end += span.last - first + ONE_DAY
    return end, tuple(paused)


def next_working(day: Day, nation: str, off: tuple[Span, ...]) -> tuple[Day, tuple[Span, ...]]:
    """The day itself or the next on which one works; and the days passed over."""
    skipped: list[Span] = []
    while True:
        span = next((span for span in off if span.first <= day <= span.last), None)
        kind = span.kind if span else closed(day, nation)
        if not kind:
            return day, tuple(skipped)
        last = span.last if span else day
        if skipped and skipped[-1].kind == kind and skipped[-1].last + ONE_DAY == day:
            skipped[-1] = Span(kind, skipped[-1].first, last)
        else:
            skipped.append(Span(kind, day, last))
        day = last + ONE_DAY


def first_deadline(rule: Rule, since: Day, nation: str, off: tuple[Span, ...]) -> Deadline:
    """When somebody of whom it is asked since a day must have done it."""
    if rule.due_by == DueBy.DATE and rule.date:
        return _fixed(rule.date, since, rule.days, nation, off)
    if rule.due_by == DueBy.PRO_RATA:
        begins = period_of(since, rule.period)
        ends = period_of(begins + datetime.timedelta(days=380), rule.period)
        whole, left = (ends - begins).days, (ends - since).days
        days = -(-rule.days * left // whole)
        return after(since, days, nation, off, basis="pro_rata", share=(left, whole))
    return after(since, rule.days, nation, off)


def after(
    since: Day, days: int, nation: str, off: tuple[Span, ...], *, basis: str = "days", share: tuple[int, int] = (0, 0)
) -> Deadline:
    """So many days after a start."""
    planned, paused = counted(since, days, off)
    on, skipped = next_working(planned, nation, off)
    return Deadline(on, planned, basis, since, days, share, paused, skipped)


def at(date: Day, nation: str, off: tuple[Span, ...], *, basis: str) -> Deadline:
    """On a day that nobody counts to."""
    on, skipped = next_working(date, nation, off)
    return Deadline(on, date, basis, date, skipped=skipped)


def _fixed(date: Day, since: Day, least: int, nation: str, off: tuple[Span, ...]) -> Deadline:
    """The date; who starts too late for it gets at least so many days."""
    if since + datetime.timedelta(days=least) > date:
        return after(since, least, nation, off, basis="late_start")
    return at(date, nation, off, basis="date")


def period_of(day: Day, period: tuple[int, int]) -> Day:
    """The first day of the yearly period in which the day lies."""
    this = on_day(day.year, period)
    return this if this <= day else on_day(day.year - 1, period)


def on_day(year: int, day: tuple[int, int]) -> Day:
    """A month and day in a year; 29 February is the 28th where there is none."""
    try:
        return datetime.date(year, *day)
    except ValueError:
        return datetime.date(year, day[0], day[1] - 1)
