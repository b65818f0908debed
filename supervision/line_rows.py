"""Lists of lines as a form shows them: what each field is called, its value, its choices, what is wrong. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from supervision.summary.sections import Behaviour, Line, NextGoal, OverarchingGoal, WantedOutcome
from supervision.words import GoalStatus

Choices = Sequence[tuple[Any, Any]]
Faults = Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(frozen=True)
class Control:
    """One field of a line. `offers` names the list whose lines it offers; `wide` takes the whole row."""

    name: str
    label: str
    value: Any = ""
    choices: Choices | None = None
    offers: str = ""
    wide: bool = False
    rows: int = 1
    faults: Sequence[str] = ()
    advice: Sequence[str] = ()


@dataclass(frozen=True)
class LineRow:
    """One line in the form."""

    number: str
    key: str
    title: str
    controls: Sequence[Control]


@dataclass(frozen=True)
class LineList:
    """What templates/supervision/parts/line_rows.html shows: the lines, and an empty one for the next."""

    prefix: str
    kind: str
    add: str
    rows: Sequence[LineRow] = ()
    blank: LineRow = LineRow("__n__", "", "", ())


def behaviour_rows(lines: Sequence[Behaviour], *said: Faults) -> LineList:
    """Referral behaviours with their baseline. `said` is what is wrong, then what is advised."""
    fields = [
        Control("text", _("Referral behaviour"), wide=True),
        Control("frequency", _("How often")),
        Control("intensity", _("How strong")),
        Control("duration", _("How long")),
    ]
    shape = LineList("behaviour", _("Referral behaviour"), _("Add a behaviour"))
    return _list(shape, Behaviour(key=""), lines, fields, said)


def outcome_rows(lines: Sequence[WantedOutcome], *said: Faults) -> LineList:
    """What each key participant wants."""
    fields = [Control("who", _("Who, by role")), Control("text", _("What they want"))]
    shape = LineList("outcome", _("Wanted outcome"), _("Add a wanted outcome"))
    return _list(shape, WantedOutcome(key=""), lines, fields, said)


def overarching_rows(lines: Sequence[OverarchingGoal], behaviours: Sequence[Behaviour], *said: Faults) -> LineList:
    """Overarching goals, each about a referral behaviour."""
    choices = [("", _("Choose")), *((line.key, line.text) for line in behaviours if line.text)]
    fields = [
        Control("text", _("Overarching goal"), wide=True),
        Control("behaviour", _("For the behaviour"), choices=choices, offers="behaviour"),
        Control("status", _("Where it stands"), choices=GoalStatus.choices),
        Control("standard", _("Met when an outside observer sees"), wide=True),
        Control("sources", _("Told by (roles)"), wide=True),
    ]
    shape = LineList("overarching", _("Overarching goal"), _("Add an overarching goal"))
    return _list(shape, OverarchingGoal(key=""), lines, fields, said)


def next_rows(lines: Sequence[NextGoal], drivers: Choices, overarching: Choices, *said: Faults) -> LineList:
    """Goals for this week; each replaces a driver and serves an overarching goal."""
    choose = ("", _("Choose"))
    serves = _("Serves the overarching goal")
    fields = [
        Control("text", _("Goal"), wide=True, rows=2),
        Control("driver", _("Replaces the driver"), choices=[choose, *drivers], offers="fit"),
        Control("overarching", serves, choices=[choose, *overarching], offers="overarching"),
        Control("steps", _("Steps: who, what, when"), wide=True, rows=2),
        Control("measure", _("How will you know?"), wide=True),
        Control("carries", ""),
    ]
    return _list(LineList("next", _("Goal"), _("Add a goal")), NextGoal(key=""), lines, fields, said)


def _list(
    shape: LineList, empty: Line, lines: Sequence[Line], fields: list[Control], said: Sequence[Faults]
) -> LineList:
    """The shape with its rows in it."""
    rows = [_row(str(number), line, fields, said) for number, line in enumerate(lines)]
    return replace(shape, rows=rows, blank=_row("__n__", empty, fields, ({}, {})))


def _row(number: str, line: Line, fields: list[Control], said: Sequence[Faults]) -> LineRow:
    wrong, soft = (told.get(line.key, {}) for told in said)
    controls = [
        replace(
            field,
            value=getattr(line, field.name),
            faults=wrong.get(field.name, ()),
            advice=soft.get(field.name, ()),
        )
        for field in fields
    ]
    return LineRow(number, line.key, str(getattr(line, "text", "")), controls)
