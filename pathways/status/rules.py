"""What is asked of whom: requirements and pathways, each a row of dated versions. A version is never changed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from pathways.kinds import DueBy, Kind, Validity
from pathways.status.people import Post

Day = datetime.date


@dataclass(frozen=True, slots=True)
class Audience:
    """Whose posts are meant: an empty set means any. Who started before `starters_since` is not."""

    roles: frozenset[str] = frozenset()
    adaptations: frozenset[str] = frozenset()
    teams: frozenset[int] = frozenset()
    starters_since: Day | None = None

    def includes(self, post: Post) -> bool:
        """The post is one of those meant."""
        if self.roles and post.role not in self.roles:
            return False
        if self.teams and post.team_id not in self.teams:
            return False
        if self.adaptations and self.adaptations.isdisjoint(post.adaptations):
            return False
        return self.starters_since is None or post.started_on >= self.starters_since


class Dated(Protocol):
    """Something that holds from a day on, once it is known."""

    @property
    def number(self) -> int: ...
    @property
    def from_on(self) -> Day: ...
    @property
    def known_on(self) -> Day: ...


V = TypeVar("V", bound=Dated)


def known(versions: Sequence[V], day: Day) -> list[V]:
    """The versions known on the day, also those to come, in the order in which they hold."""
    if len(versions) == 1:
        return [versions[0]] if versions[0].known_on <= day else []
    return sorted((one for one in versions if one.known_on <= day), key=lambda one: (one.from_on, one.number))


def holding(versions: Sequence[V], day: Day) -> V | None:
    """The one in force on the day, of versions in order."""
    found = None
    for one in versions:
        if one.from_on <= day:
            found = one
    return found


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of a requirement.

    Without an audience it is asked only of those whom a pathway or an assignment names. `ended` asks it of nobody.
    `days` is how long after the start it is due; with a fixed date, the least that anybody gets; pro rata, what
    somebody gets who is there for the whole year from `period` (month, day).
    """

    number: int
    from_on: Day
    known_on: Day
    kind: str = Kind.MODULE
    target: str = ""
    refreshers: tuple[str, ...] = ()
    audience: Audience | None = None
    due_by: str = DueBy.DAYS
    days: int = 0
    date: Day | None = None
    period: tuple[int, int] = (1, 1)
    validity: str = Validity.FOREVER
    months: int = 0
    until: tuple[int, int] = (3, 31)
    window: int = 60
    grace: int = 0
    ended: bool = False

    def target_after(self, done: int) -> str:
        """What is asked for next by somebody who has done it so many times: the refreshers take turns."""
        if done == 0 or not self.refreshers:
            return self.target
        return self.refreshers[(done - 1) % len(self.refreshers)]


@dataclass(frozen=True, slots=True)
class Requirement:
    """A requirement with all its versions. `names` are its name by language."""

    key: str
    code: str
    versions: tuple[Rule, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    organisation_id: int | None = None


@dataclass(frozen=True, slots=True)
class RouteVersion:
    """One version of a pathway: for whom, and how many days after the start each step is due, by requirement."""

    number: int
    from_on: Day
    known_on: Day
    audience: Audience
    steps: Mapping[str, int]
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """A pathway with all its versions."""

    key: str
    versions: tuple[RouteVersion, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    organisation_id: int | None = None


@dataclass(frozen=True)
class Book:
    """Every requirement and pathway that an organisation asks for, by key."""

    requirements: Mapping[str, Requirement]
    routes: Mapping[str, Route] = field(default_factory=dict)

    def routes_by_step(self) -> Mapping[str, list[Route]]:
        """The pathways in which a requirement ever was a step."""
        found: dict[str, list[Route]] = {}
        for route in self.routes.values():
            for key in {key for version in route.versions for key in version.steps}:
                found.setdefault(key, []).append(route)
        return found
