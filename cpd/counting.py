"""How far somebody is with what their regulator asks for: pure functions of entries, rules and a day."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction

from cpd.presets import Preset, Rule, Share
from cpd.words import CATEGORY_OF

Day = datetime.date
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Fact:
    """What counts of one entry. A time without CPD has an `until` and nothing else."""

    on: Day
    minutes: int = 0
    activity: str = "other"
    format: str = ""
    group_size: int | None = None
    reflected: bool = False
    benefit: bool = False
    is_break: bool = False
    until: Day | None = None


@dataclass(frozen=True)
class Period:
    """First and last day of what is counted together, and which year of somebody's it begins."""

    first: Day
    last: Day
    year: int

    def holds(self, day: Day) -> bool:
        """Whether the day is in it."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Standing:
    """One rule today: how much there is of how much, and the months or gaps that lack something."""

    rule: Rule
    have: int
    least: int
    lacking: tuple[tuple[Day, Day], ...] = ()

    @property
    def is_met(self) -> bool:
        """Enough, and nothing lacking."""
        return self.have >= self.least and not self.lacking

    @property
    def to_go(self) -> int:
        """How much is still wanting."""
        return max(0, self.least - self.have)


def months_after(day: Day, months: int) -> Day:
    """The same day so many months later; the month's last where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return Day(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def period_of(since: Day, years: int, day: Day) -> Period:
    """The period of so many years, counted from `since`, in which the day lies; the first one for days before it."""
    number = 0
    while months_after(since, 12 * years * (number + 1)) <= day:
        number += 1
    first = months_after(since, 12 * years * number)
    return Period(first, months_after(since, 12 * years * (number + 1)) - ONE_DAY, number * years + 1)


def rules_in(preset: Preset, period: Period) -> list[Rule]:
    """Those that hold in this year of somebody's."""
    return [
        rule
        for rule in preset.rules
        if rule.years_from <= period.year and (rule.years_to is None or period.year <= rule.years_to)
    ]


def credited(minutes: int, group_size: int | None, shares: Collection[Share]) -> Fraction:
    """The time that counts of a session, by how many were supervised in it."""
    members = group_size or 1
    share = next((one for one in shares if one.up_to is None or members <= one.up_to), None)
    if share is None or share.share == "whole":
        return Fraction(minutes)
    return Fraction(minutes, 2 if share.share == "half" else members)


def standings(preset: Preset, facts: Iterable[Fact], since: Day, today: Day) -> list[Standing]:
    """Every rule that holds today, in the order of the preset."""
    period = period_of(since, preset.years, today)
    within = [fact for fact in facts if _touches(fact, period)]
    return [_standing(rule, within, period, today) for rule in rules_in(preset, period)]


def _touches(fact: Fact, period: Period) -> bool:
    return fact.on <= period.last and (fact.until if fact.is_break and fact.until else fact.on) >= period.first


def _standing(rule: Rule, facts: list[Fact], period: Period, today: Day) -> Standing:
    if rule.measure == "gaps":
        gaps = unexplained(facts, period, today, rule.months)
        return Standing(rule, 0, 0, tuple(gaps))
    counted = [fact for fact in facts if _counts(rule, fact) and period.holds(fact.on)]
    if rule.per == "month":
        return _by_month(rule, counted, period, today)
    return Standing(rule, _amount(rule, counted), rule.least)


def _counts(rule: Rule, fact: Fact) -> bool:
    if fact.is_break:
        return False
    asked = (
        not rule.activities or fact.activity in rule.activities,
        not rule.formats or fact.format in rule.formats,
        rule.largest_group is None or (fact.group_size or 1) <= rule.largest_group,
        not _size_is_wanting(rule, fact),
        fact.reflected or not rule.reflected,
        fact.benefit or not rule.benefit,
    )
    return all(asked)


def _size_is_wanting(rule: Rule, fact: Fact) -> bool:
    """In a group, and nobody said how large: where that matters, nothing can be counted."""
    return fact.format == "group" and not fact.group_size and bool(rule.credit or rule.largest_group)


def _amount(rule: Rule, facts: list[Fact]) -> int:
    if rule.measure == "entries":
        return len(facts)
    if rule.measure == "categories":
        return len({CATEGORY_OF[fact.activity] for fact in facts})
    return int(sum((credited(fact.minutes, fact.group_size, rule.credit) for fact in facts), Fraction()))


def _by_month(rule: Rule, facts: list[Fact], period: Period, today: Day) -> Standing:
    """How much there is this month, and the whole months before in which there was too little."""
    this_month = today.replace(day=1)
    in_month = [fact for fact in facts if fact.on.replace(day=1) == this_month]
    lacking = []
    for first in _months(period.first, today):
        last = months_after(first, 1) - ONE_DAY
        theirs = [fact for fact in facts if first <= fact.on <= last]
        if first < this_month and first >= period.first and _amount(rule, theirs) < rule.least:
            lacking.append((first, last))
    return Standing(rule, _amount(rule, in_month), rule.least, tuple(lacking))


def _months(first: Day, last: Day) -> list[Day]:
    """The first day of each month from one day to another."""
    found, month = [], first.replace(day=1)
    while month <= last:
        found.append(month)
        month = months_after(month, 1)
    return found


def unexplained(facts: Iterable[Fact], period: Period, today: Day, months: int) -> list[tuple[Day, Day]]:
    """Stretches of so many months or more in which nothing was done and nothing explains why."""
    spans = sorted((fact.on, fact.until if fact.is_break and fact.until else fact.on) for fact in facts)
    end = min(today, period.last)
    gaps, seen = [], period.first
    for first, last in [*spans, (end, end)]:
        if months_after(seen, months) <= min(first, end):
            gaps.append((seen, min(first, end)))
        seen = max(seen, last)
    return gaps
