"""The demo's weeks as sections: the lists of demo/supervision/*.yaml made into lines with lasting keys."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from supervision.summary import (
    Behaviour,
    Driver,
    Ending,
    LastGoal,
    NextGoal,
    OverarchingGoal,
    Sections,
    StartingPoint,
    WantedOutcome,
)

NAMESPACE = uuid.UUID("0b1f7a52-5c0e-4f57-9c3a-2f6f4b7a9d11")


def key_of(code: str, name: str) -> str:
    """The same key for the same line of a case, every time."""
    return uuid.uuid5(NAMESPACE, f"{code}:{name}").hex


def sections_of(case: dict[str, Any], week: dict[str, Any], carried: Sections) -> Sections:
    """What the therapist wrote that week, on top of what was carried forward."""
    code = case["code"]
    closed = {key_of(code, name) for name in week.get("closes", ())}
    drivers = [replace(driver, is_open=driver.key not in closed) for driver in carried.fit]
    start = carried.start if carried.start.goals else _start(case)
    stand = {key_of(code, name): status for name, status in week.get("aims", {}).items()}
    aims = tuple(replace(goal, status=stand.get(goal.key, goal.status)) for goal in start.goals)
    return Sections(
        start=replace(start, goals=aims),
        last_goals=tuple(_judged(code, goal, week.get("judged", {})) for goal in carried.last_goals),
        fit=(*drivers, *(_driver(code, row) for row in week.get("fit", ()))),
        next_goals=tuple(_goal(code, row) for row in week.get("goals", ())),
        question=week.get("question", ""),
        ending=Ending(**week["ending"]) if "ending" in week else carried.ending,
    )


def _start(case: dict[str, Any]) -> StartingPoint:
    code = case["code"]
    return StartingPoint(
        behaviours=tuple(
            Behaviour(key=key_of(code, key), text=text, frequency=often, intensity=how, duration=long)
            for key, text, often, how, long in case["behaviours"]
        ),
        outcomes=tuple(WantedOutcome(who=who, text=text) for who, text in case["outcomes"]),
        goals=tuple(_aim(code, row) for row in case["aims"]),
    )


def _aim(code: str, row: list[str]) -> OverarchingGoal:
    key, behaviour, text, standard, sources, *status = row
    return OverarchingGoal(
        key=key_of(code, key),
        behaviour=key_of(code, behaviour),
        text=text,
        standard=standard,
        sources=sources,
        status=status[0] if status else "active",
    )


def _judged(code: str, goal: LastGoal, said: dict[str, Any]) -> LastGoal:
    """`[outcome, advance, barrier, fit of the barrier]` by the goal's key."""
    for name, (outcome, advance, barrier, *fit) in said.items():
        if key_of(code, name) == goal.key:
            found = fit[0] if fit else barrier
            return replace(goal, outcome=outcome, advance=advance, barrier=barrier, fit_of_barrier=found)
    return goal


def _driver(code: str, row: list[str]) -> Driver:
    key, about, system, text, evidence, source, weight = row
    focus, _space, of = about.partition(" ")
    return Driver(
        key=key_of(code, key),
        focus=focus,
        of=key_of(code, of),
        system=system,
        text=text,
        evidence=evidence,
        source=source,
        weight=weight,
        prioritised=weight == "key",
    )


def _goal(code: str, row: list[str]) -> NextGoal:
    key, text, driver, aim, measure, *carries = row
    return NextGoal(
        key=key_of(code, key),
        text=text,
        driver=key_of(code, driver),
        overarching=key_of(code, aim),
        measure=measure,
        carries=key_of(code, carries[0]) if carries else "",
    )
