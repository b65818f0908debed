"""What was done, and for how long it counts."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pathways.kinds import Validity
from pathways.status.deadlines import on_day
from pathways.status.people import Fact
from pathways.status.rules import Rule

Day = datetime.date
Facts = Callable[[str, str], Iterable[Fact]]


@dataclass(frozen=True, slots=True)
class Award:
    """Done on a day: what, and the last day on which it counts (None for ever). `basis` says how that was found."""

    on: Day
    target: str
    expires_on: Day | None
    basis: str = ""


def awards(rule: Rule, facts: Facts, day: Day) -> list[Award]:
    """Everything done by the day that counts, in order; each is what was asked for next when it was done."""
    found: list[Award] = []
    if not rule.refreshers:
        done = sorted(
            {(fact.on, fact.until or datetime.date.max) for fact in facts(rule.kind, rule.target) if fact.counts(day)}
        )
        for on, until in done:
            found.append(_award(rule, on, rule.target, found, until))
        return found
    while True:
        target = rule.target_after(len(found))
        after = found[-1].on if found else datetime.date.min
        done = [
            (fact.on, fact.until or datetime.date.max)
            for fact in facts(rule.kind, target)
            if fact.counts(day) and fact.on > after
        ]
        if not done:
            return found
        on, until = min(done)
        found.append(_award(rule, on, target, found, until))


def _award(rule: Rule, on: Day, target: str, before: list[Award], until: Day) -> Award:
    expires, basis = expiry(rule, on, before[-1].expires_on if before else None)
    if until < (expires or datetime.date.max):
        expires, basis = until, "other"
    return Award(on, target, expires, basis)


def expiry(rule: Rule, on: Day, previous: Day | None) -> tuple[Day | None, str]:
    """The last day on which something done on a day counts, and how that was found."""
    window = datetime.timedelta(days=rule.window)
    if rule.validity == Validity.FOREVER:
        return None, "forever"
    if rule.validity == Validity.DATE:
        date = _next(on, rule.until)
        return (
            (_next(date + datetime.timedelta(days=1), rule.until), "following")
            if date - window <= on
            else (date, "date")
        )
    if rule.validity == Validity.EXPIRY and previous and previous - window <= on <= previous:
        return months_after(previous, rule.months), "expiry"
    return months_after(on, rule.months), "completion"


def _next(day: Day, date: tuple[int, int]) -> Day:
    this = on_day(day.year, date)
    return this if this >= day else on_day(day.year + 1, date)


def months_after(day: Day, months: int) -> Day:
    """The same day so many months on, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
