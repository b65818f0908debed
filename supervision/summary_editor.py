"""Everything that the editor of a weekly summary shows, from what its form holds. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from supervision.fit_editor import FitEditor, fit_editor, targets_of
from supervision.line_rows import Choices, LineList, behaviour_rows, next_rows, outcome_rows, overarching_rows
from supervision.summary import Fault, LastGoal, Sections
from supervision.summary.telling import carried_words, titles
from supervision.summary.texts import Place, lines_by_prefix
from supervision.words import Outcome

PREFIX_OF = {"start": "overarching", "last_goals": "last", "fit": "fit", "next_goals": "next"}
SECTION_OF = {
    "behaviour": "start",
    "outcome": "start",
    "overarching": "start",
    "last": "last_goals",
    "fit": "fit",
    "next": "next_goals",
}
FIELDS = {"question": "question", "sustain": "ending", "unmet": "ending"}
ByField = dict[str, list[str]]
ByLine = dict[str, ByField]


@dataclass(frozen=True)
class Problem:
    """A line of the error summary: in which section, what, and where to go."""

    section: str
    message: str
    href: str


@dataclass(frozen=True)
class Judged:
    """One of last week's goals in the form."""

    number: str
    goal: LastGoal
    faults: ByField
    goes_on: bool

    @property
    def carried(self) -> str:
        """How often it was carried, in words."""
        return carried_words(self.goal.weeks) if self.goal.weeks else ""

    @property
    def asks_for_fit(self) -> bool:
        """Carried again, it asks why the barrier stands."""
        return self.goal.weeks >= 1 or bool(self.goal.fit_of_barrier)


@dataclass(frozen=True)
class SummaryEditor:
    """The form, section by section."""

    sections: Sections
    behaviours: LineList
    outcomes: LineList
    overarching: LineList
    judged: list[Judged]
    fit: FitEditor
    following: LineList
    problems: list[Problem]
    faults: ByField
    outcome_choices: Any = tuple(Outcome.choices)

    @property
    def start_is_open(self) -> bool:
        """The starting point stands open until it is written, and where something is wrong in it."""
        start = titles()["start"][1]
        return not self.sections.start.goals or any(problem.section == start for problem in self.problems)


def summary_editor(
    sections: Sections, faults: Sequence[Fault], wrong: Iterable[tuple[Place, str]] = ()
) -> SummaryEditor:
    """The editor of these sections. Hard `faults` and everything `wrong` are in its error summary; soft ones advise."""
    hard: dict[str, ByLine] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    soft: dict[str, ByLine] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    problems = []
    placed = [(Place(PREFIX_OF.get(f.section, ""), f.key, f.field), str(f.message), f.hard) for f in faults]
    for place, message, is_hard in [*((place, message, True) for place, message in wrong), *placed]:
        kept = hard if is_hard else soft
        known = kept[place.prefix][place.key][place.field]
        if message in known:
            continue
        known.append(message)
        if is_hard:
            problems.append(Problem(_section(place), message, _href(place, sections)))
    return SummaryEditor(
        sections=sections,
        behaviours=behaviour_rows(sections.start.behaviours, hard["behaviour"], soft["behaviour"]),
        outcomes=outcome_rows(sections.start.outcomes, hard["outcome"], soft["outcome"]),
        overarching=overarching_rows(
            sections.start.goals, sections.start.behaviours, hard["overarching"], soft["overarching"]
        ),
        judged=_judged(sections, hard["last"]),
        fit=fit_editor("fit", sections.fit, targets_of(sections), hard["fit"]),
        following=next_rows(sections.next_goals, *_choices(sections), hard["next"], soft["next"]),
        problems=problems,
        faults=hard[""][""],
    )


def _judged(sections: Sections, faults: ByLine) -> list[Judged]:
    goes_on = {goal.carries for goal in sections.next_goals}
    return [
        Judged(str(number), goal, faults.get(goal.key, {}), goal.key in goes_on)
        for number, goal in enumerate(sections.last_goals)
    ]


def _choices(sections: Sections) -> tuple[Choices, Choices]:
    """Open drivers and overarching goals, the prioritised drivers first."""
    drivers = sorted((d for d in sections.fit if d.is_open), key=lambda driver: not driver.prioritised)
    return (
        [(driver.key, driver.text) for driver in drivers if driver.text],
        [(goal.key, goal.text) for goal in sections.start.goals if goal.text],
    )


def _section(place: Place) -> str:
    name = SECTION_OF.get(place.prefix) or FIELDS.get(place.field, "start" if place.field == "goals" else "safety")
    return titles()[name][1]


def _href(place: Place, sections: Sections) -> str:
    """The field itself; where there is none yet, its section."""
    if not place.key:
        if place.field == "goals":
            return "#section-start"
        return f"#id_{place.field}" + ("_0" if place.field in {"safety_plan", "safety_escalated"} else "")
    lines = lines_by_prefix(sections)[place.prefix]
    number = next((number for number, line in enumerate(lines) if line.key == place.key), 0)
    end = "_0" if place.field == "outcome" else ""
    return f"#id_{place.prefix}-{number}-{place.field}{end}"
