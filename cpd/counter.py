"""The live counter: what the owner's regulator asks for, and how far their log is with it, in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cpd.counting import Fact, Period, Standing, period_of, standings
from cpd.models import CPDEntry, RegulatorChoice
from cpd.presets import Preset, presets
from cpd.telling import day, duration, stretch
from cpd.words import Kind
from people.models import User


@dataclass(frozen=True)
class Row:
    """One rule as the page shows it: a bar of `done` in `total` (none for gaps), and words."""

    label: str
    note: str
    words: str
    lacking: tuple[str, ...]
    done: int
    total: int
    is_met: bool


@dataclass(frozen=True)
class Counter:
    """The preset, the period counted today, its rules, and where they were read."""

    preset: Preset
    name: str
    period: Period
    rows: tuple[Row, ...]
    since: datetime.date

    @property
    def met(self) -> int:
        """How many rules are met."""
        return sum(row.is_met for row in self.rows)


def counter_of(user: User, today: datetime.date) -> Counter | None:
    """For the preset that the owner chose; None where they chose none, or one that is gone."""
    choice = RegulatorChoice.objects.filter(user=user).first()
    preset = presets().get(choice.preset) if choice else None
    if choice is None or preset is None:
        return None
    return count(preset, facts_of(CPDEntry.objects.visible_to(user).kept()), choice.since, today)


def count(preset: Preset, facts: Iterable[Fact], since: datetime.date, today: datetime.date) -> Counter:
    """The counter of these facts on a day."""
    language = get_language() or "en"
    rows = tuple(_row(one, language) for one in standings(preset, facts, since, today))
    return Counter(preset, preset.name_in(language), period_of(since, preset.years, today), rows, since)


def facts_of(entries: Iterable[CPDEntry]) -> list[Fact]:
    """What counts of each; prior learning was learnt before, so it counts for nothing now."""
    return [
        Fact(
            on=entry.on,
            minutes=entry.minutes,
            activity=entry.activity,
            format=entry.format,
            group_size=entry.group_size,
            reflected=bool(entry.happened or entry.learnt or entry.will_try),
            benefit=bool(entry.benefit),
            is_break=entry.kind == Kind.BREAK,
            until=entry.until,
        )
        for entry in entries
        if entry.kind != Kind.PRIOR
    ]


def _row(one: Standing, language: str) -> Row:
    rule = one.rule
    lacking = tuple(stretch(first, last) for first, last in one.lacking)
    return Row(
        label=rule.label_in(language),
        note=rule.note_in(language),
        words=_words(one),
        lacking=lacking,
        done=min(one.have, one.least),
        total=one.least,
        is_met=one.is_met,
    )


def _words(one: Standing) -> str:
    rule = one.rule
    if rule.measure == "gaps":
        gaps = len(one.lacking)
        said = ngettext("%(count)d gap to explain.", "%(count)d gaps to explain.", gaps) % {"count": gaps}
        return said if gaps else _("No gap to explain.")
    have, least, to_go = (_amount(rule.measure, value) for value in (one.have, one.least, one.to_go))
    if rule.per == "month":
        said = _("%(have)s of %(least)s this month.") % {"have": have, "least": least}
    else:
        said = _("%(have)s of %(least)s.") % {"have": have, "least": least}
    wanting = _("%(to_go)s to go.") % {"to_go": to_go}
    return f"{said} {wanting}" if one.to_go else said


def _amount(measure: str, value: int) -> str:
    return duration(value) if measure == "minutes" else str(value)


def until(counter: Counter) -> str:
    """The period in words."""
    return _("%(first)s to %(last)s") % {"first": day(counter.period.first), "last": day(counter.period.last)}
