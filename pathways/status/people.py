"""What is known of one person in one organisation, each thing with the day on which it became known."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

Day = datetime.date


@dataclass(frozen=True, slots=True)
class Post:
    """A role in a team or in the organisation, from its first to its last day.

    `started_on` is the first day of the person in this role here, however often the post has changed since.
    """

    role: str
    team_id: int | None
    adaptations: frozenset[str]
    starts_on: Day
    ends_on: Day | None = None
    started_on: Day = datetime.date.min


@dataclass(frozen=True, slots=True)
class Fact:
    """Something done: on a day, known from a day, and perhaps taken back. `until` limits how long it counts."""

    on: Day
    known_on: Day
    withdrawn_on: Day | None = None
    until: Day | None = None

    def counts(self, day: Day) -> bool:
        """It was known on that day, and stood."""
        return self.on <= day and self.known_on <= day and (self.withdrawn_on is None or self.withdrawn_on > day)


@dataclass(frozen=True, slots=True)
class Begun:
    """Under way from a day; `until` is the day on which that ended."""

    on: Day
    until: Day | None = None


@dataclass(frozen=True, slots=True)
class Absent:
    """Leave or an on-call week."""

    kind: str
    first: Day
    last: Day
    known_on: Day
    withdrawn_on: Day | None = None


@dataclass(frozen=True, slots=True)
class Excused:
    """An exemption from one requirement."""

    first: Day
    last: Day
    reason: str
    known_on: Day
    withdrawn_on: Day | None = None


@dataclass(frozen=True, slots=True)
class Assigned:
    """A requirement given to this person by a day."""

    by: Day
    known_on: Day
    withdrawn_on: Day | None = None


def stands(one: Absent | Excused | Assigned, day: Day) -> bool:
    """It was known on that day, and not taken back."""
    return one.known_on <= day and (one.withdrawn_on is None or one.withdrawn_on > day)


@dataclass(frozen=True)
class Person:
    """Everything about somebody that statuses depend on. Facts are by kind and target, the rest by requirement."""

    nation: str = "england"
    posts: tuple[Post, ...] = ()
    absences: tuple[Absent, ...] = ()
    facts: Mapping[tuple[str, str], tuple[Fact, ...]] = field(default_factory=dict)
    begun: Mapping[tuple[str, str], tuple[Begun, ...]] = field(default_factory=dict)
    excused: Mapping[str, tuple[Excused, ...]] = field(default_factory=dict)
    assigned: Mapping[str, tuple[Assigned, ...]] = field(default_factory=dict)
