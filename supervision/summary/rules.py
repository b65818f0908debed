"""What a weekly case summary must hold before it is submitted (DOMAIN.md 8.4). Each fault names its place.

A hard fault refuses the submission; a soft one is advice. Saving is never refused by these rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from supervision.summary.sections import Driver, LastGoal, NextGoal, OverarchingGoal, Sections
from supervision.words import GoalStatus, Outcome

CARRIED_TOO_OFTEN = 2
VAGUE = re.compile(
    r"\b(better|respect(?:ful|fully)?|improv(?:e|ed|ing)|engag(?:e|ed|ing)|good|appropriate(?:ly)?)\b", re.I
)


@dataclass(frozen=True)
class Fault:
    """What is missing, and where: section, line and field. `hard` faults stop a submission."""

    section: str
    key: str
    field: str
    message: Any
    hard: bool = True


def faults_of(sections: Sections) -> list[Fault]:
    """Everything that is missing, in the order of the form."""
    found = [*_starting(sections), *_judged(sections), *_fit(sections), *_planned(sections)]
    if not sections.question.strip():
        found.append(Fault("question", "", "question", _("Write the question you want answered.")))
    return found


def _starting(sections: Sections) -> Iterator[Fault]:
    if not sections.start.goals:
        yield Fault("start", "", "goals", _("Write at least one overarching goal."))
    behaviours = {behaviour.key for behaviour in sections.start.behaviours}
    for goal in sections.start.goals:
        yield from _overarching(goal, behaviours)


def _overarching(goal: OverarchingGoal, behaviours: set[str]) -> Iterator[Fault]:
    if not goal.text.strip():
        yield Fault("start", goal.key, "text", _("Write the overarching goal."))
    if not goal.standard.strip():
        yield Fault("start", goal.key, "standard", _("Say what an outside observer would see when this goal is met."))
    if goal.behaviour not in behaviours:
        yield Fault("start", goal.key, "behaviour", _("Choose the referral behaviour that this goal is about."))
    if VAGUE.search(f"{goal.text} {goal.standard}"):
        yield Fault("start", goal.key, "standard", _("Could two people disagree whether this is met?"), hard=False)


def _judged(sections: Sections) -> Iterator[Fault]:
    carried = {goal.carries for goal in sections.next_goals if goal.carries}
    for goal in sections.last_goals:
        yield from _last(goal, goal.key in carried)


def _last(goal: LastGoal, goes_on: bool) -> Iterator[Fault]:
    if not goal.outcome:
        yield Fault("last_goals", goal.key, "outcome", _("Say whether this goal was met, partly met or not met."))
    if goal.outcome not in {"", Outcome.MET} and not goal.barrier.strip() and not goal.advance.strip():
        yield Fault("last_goals", goal.key, "barrier", _("Write at least one line on what helped or got in the way."))
    if goes_on and goal.weeks + 1 >= CARRIED_TOO_OFTEN and not goal.fit_of_barrier.strip():
        yield Fault(
            "last_goals", goal.key, "fit_of_barrier", _("This goal is carried again. What is the fit of the barrier?")
        )


def _fit(sections: Sections) -> Iterator[Fault]:
    for driver in sections.fit:
        yield from _driver(driver)


def _driver(driver: Driver) -> Iterator[Fault]:
    if not driver.text.strip():
        yield Fault("fit", driver.key, "text", _("Write the driver."))
    if not driver.system:
        yield Fault("fit", driver.key, "system", _("Choose the system it belongs to."))
    if not driver.evidence.strip():
        yield Fault("fit", driver.key, "evidence", _("Write how you know."))


def _planned(sections: Sections) -> Iterator[Fault]:
    drivers = {driver.key for driver in sections.fit if driver.is_open}
    goals = {goal.key for goal in sections.start.goals if goal.status in {GoalStatus.ACTIVE, GoalStatus.PARTLY}}
    for goal in sections.next_goals:
        yield from _next(goal, drivers, goals)


def _next(goal: NextGoal, drivers: set[str], goals: set[str]) -> Iterator[Fault]:
    if not goal.text.strip():
        yield Fault("next_goals", goal.key, "text", _("Write the goal."))
    if goal.driver not in drivers:
        yield Fault("next_goals", goal.key, "driver", _("Choose the driver that this goal replaces."))
    if goal.overarching not in goals:
        yield Fault("next_goals", goal.key, "overarching", _("Choose the overarching goal that it serves."))
    if not goal.measure.strip():
        yield Fault("next_goals", goal.key, "measure", _("Say how you will know."))
    if VAGUE.search(goal.text):
        yield Fault("next_goals", goal.key, "text", _("Could two people disagree whether this is met?"), hard=False)
