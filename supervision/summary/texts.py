"""The texts of a weekly case summary: which fields people type, and one change made to all of them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from supervision.summary.sections import (
    AnyLine,
    Behaviour,
    Driver,
    Ending,
    LastGoal,
    Line,
    NextGoal,
    OverarchingGoal,
    Sections,
    StartingPoint,
    WantedOutcome,
)

TYPED: dict[type[Line], tuple[str, ...]] = {
    Behaviour: ("text", "frequency", "intensity", "duration"),
    WantedOutcome: ("who", "text"),
    OverarchingGoal: ("text", "standard", "sources"),
    LastGoal: ("advance", "barrier", "fit_of_barrier"),
    Driver: ("text", "evidence"),
    NextGoal: ("text", "steps", "measure"),
}


@dataclass(frozen=True)
class Place:
    """Where a text stands: the list's name in the form, the line's key and the field."""

    prefix: str
    key: str
    field: str


def lines_by_prefix(sections: Sections) -> dict[str, tuple[Line, ...]]:
    """Every list of lines under its name in the form."""
    return {
        "behaviour": sections.start.behaviours,
        "outcome": sections.start.outcomes,
        "overarching": sections.start.goals,
        "last": sections.last_goals,
        "fit": sections.fit,
        "next": sections.next_goals,
    }


def texts_of(sections: Sections) -> Iterator[tuple[Place, str]]:
    """Every typed text with its place, in the order of the form."""
    for prefix, lines in lines_by_prefix(sections).items():
        for line in lines:
            for name in TYPED[type(line)]:
                yield Place(prefix, line.key, name), getattr(line, name)
    yield Place("", "", "question"), sections.question
    yield Place("", "", "sustain"), sections.ending.sustain
    yield Place("", "", "unmet"), sections.ending.unmet


def mapped(sections: Sections, change: Callable[[str], str]) -> Sections:
    """The same with every typed text changed; choices, keys and what was carried forward stay."""
    start, ending = sections.start, sections.ending
    return Sections(
        start=StartingPoint(
            behaviours=_mapped(start.behaviours, change),
            outcomes=_mapped(start.outcomes, change),
            goals=_mapped(start.goals, change),
        ),
        last_goals=_mapped(sections.last_goals, change),
        fit=_mapped(sections.fit, change),
        next_goals=_mapped(sections.next_goals, change),
        question=change(sections.question),
        ending=Ending(sustain=change(ending.sustain), unmet=change(ending.unmet)),
    )


def _mapped(lines: tuple[AnyLine, ...], change: Callable[[str], str]) -> tuple[AnyLine, ...]:
    found = []
    for line in lines:
        new: dict[str, Any] = {name: change(getattr(line, name)) for name in TYPED[type(line)]}
        found.append(replace(line, **new))
    return tuple(found)
