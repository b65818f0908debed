"""Sections A to F and H of a weekly case summary. Every line has a key that it keeps from week to week."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self, TypeVar


def new_key() -> str:
    """A key for a new line."""
    return uuid.uuid4().hex


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a section."""

    key: str = field(default_factory=new_key)

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Self:
        """From what was stored; what is not known any more is left out."""
        known = {item.name for item in fields(cls)}
        return cls(**{name: value for name, value in stored.items() if name in known})


AnyLine = TypeVar("AnyLine", bound=Line)


@dataclass(frozen=True, kw_only=True)
class Behaviour(Line):
    """A referral behaviour with its baseline."""

    text: str = ""
    frequency: str = ""
    intensity: str = ""
    duration: str = ""


@dataclass(frozen=True, kw_only=True)
class WantedOutcome(Line):
    """What a key participant, named by role, wants to be different."""

    who: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class OverarchingGoal(Line):
    """An end-of-treatment goal that an outside observer could judge. `behaviour` is a referral behaviour's key."""

    behaviour: str = ""
    text: str = ""
    standard: str = ""
    sources: str = ""
    status: str = "active"


@dataclass(frozen=True, kw_only=True)
class LastGoal(Line):
    """Last week's intermediary goal (copied, never retyped) and what became of it. `weeks` counts how often carried."""

    text: str = ""
    driver: str = ""
    overarching: str = ""
    weeks: int = 0
    outcome: str = ""
    advance: str = ""
    barrier: str = ""
    fit_of_barrier: str = ""


@dataclass(frozen=True, kw_only=True)
class Driver(Line):
    """A condition that helps keep a behaviour going, how one knows, and how sure one is (1 to 3)."""

    focus: str = "behaviour"
    of: str = ""
    system: str = ""
    text: str = ""
    evidence: str = ""
    source: str = "other"
    confidence: int = 2
    weight: str = "supporting"
    prioritised: bool = False
    is_open: bool = True


@dataclass(frozen=True, kw_only=True)
class NextGoal(Line):
    """An intermediary goal for this week: it replaces a driver, serves an overarching goal, and can be measured.

    `carries` is the key of last week's goal that goes on.
    """

    text: str = ""
    driver: str = ""
    overarching: str = ""
    steps: str = ""
    measure: str = ""
    carries: str = ""


@dataclass(frozen=True)
class StartingPoint:
    """Section A: referral behaviours, desired outcomes, overarching goals."""

    behaviours: tuple[Behaviour, ...] = ()
    outcomes: tuple[WantedOutcome, ...] = ()
    goals: tuple[OverarchingGoal, ...] = ()


@dataclass(frozen=True)
class Ending:
    """Section H: what will keep the gains, and which criteria are still unmet."""

    sustain: str = ""
    unmet: str = ""


@dataclass(frozen=True)
class Sections:
    """What the therapist writes in a week, but for safety (section G), which is only yes, no and dates."""

    start: StartingPoint = StartingPoint()
    last_goals: tuple[LastGoal, ...] = ()
    fit: tuple[Driver, ...] = ()
    next_goals: tuple[NextGoal, ...] = ()
    question: str = ""
    ending: Ending = Ending()

    def stored(self, name: str) -> Any:
        """One section as JSON keeps it."""
        value = getattr(self, name)
        if isinstance(value, tuple):
            return [asdict(line) for line in value]
        return value if isinstance(value, str) else asdict(value)

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Sections:
        """From the sections as they are stored; a missing one is empty."""
        start = stored.get("start") or {}
        return cls(
            start=StartingPoint(
                behaviours=_lines(Behaviour, start.get("behaviours")),
                outcomes=_lines(WantedOutcome, start.get("outcomes")),
                goals=_lines(OverarchingGoal, start.get("goals")),
            ),
            last_goals=_lines(LastGoal, stored.get("last_goals")),
            fit=_lines(Driver, stored.get("fit")),
            next_goals=_lines(NextGoal, stored.get("next_goals")),
            question=stored.get("question") or "",
            ending=Ending(**(stored.get("ending") or {})),
        )


def _lines(kind: type[AnyLine], stored: Any) -> tuple[AnyLine, ...]:
    return tuple(kind.read(line) for line in stored or ())
