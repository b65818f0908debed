"""All requirements of one person on one day: what follows from others, and what overlaps."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pathways.kinds import UNMET, Kind, State
from pathways.status.awards import Award, awards
from pathways.status.claims import claims
from pathways.status.deadlines import spans
from pathways.status.judging import Status, judge, placed, soonest
from pathways.status.people import Fact, Person, stands
from pathways.status.rules import Book, Requirement, Route, Rule, holding, known

Day = datetime.date
ONE_DAY = datetime.timedelta(days=1)


@dataclass
class Looking:
    """One look at one person on one day. `changes_on` is the next day on which anything of it may change by time."""

    book: Book
    person: Person
    day: Day
    routes: dict[str, list[Route]] = field(default_factory=dict)
    _awards: dict[str, list[Award]] = field(default_factory=dict)
    _turning: list[Day | None] | None = None

    def rule_of(self, requirement: Requirement) -> Rule | None:
        """The version in force, as far as known on the day."""
        rule = holding(known(requirement.versions, self.day), self.day)
        return None if rule is None or rule.ended else rule

    def awards_of(self, requirement: Requirement, rule: Rule) -> list[Award]:
        """What was done, found once."""
        if requirement.key not in self._awards:
            self._awards[requirement.key] = []  # whoever asks for itself through others gets nothing by it
            self._awards[requirement.key] = awards(rule, self._facts, self.day)
        return self._awards[requirement.key]

    def _facts(self, kind: str, target: str) -> Iterable[Fact]:
        if kind == Kind.CERTIFICATE:
            return [Fact(one.on, one.on, until=one.expires_on) for one in self._awards_by_key(target)]
        if kind == Kind.PATHWAY:
            return self._whole_route(target)
        return self.person.facts.get((kind, target), ())

    def _awards_by_key(self, key: str) -> list[Award]:
        requirement = self.book.requirements.get(key)
        rule = self.rule_of(requirement) if requirement else None
        return self.awards_of(requirement, rule) if requirement and rule else []

    def _whole_route(self, key: str) -> list[Fact]:
        """A pathway is done on the day on which the last of its steps was done for the first time."""
        route = self.book.routes.get(key)
        version = holding(known(route.versions, self.day), self.day) if route else None
        if version is None or version.ended or not version.steps:
            return []
        firsts = [self._awards_by_key(step)[:1] for step in version.steps]
        if not all(firsts):
            return []
        on = max(first[0].on for first in firsts)
        return [Fact(on, on)]

    def turning(self) -> list[Day | None]:
        """Days to come on which posts, pathways or anything that others follow from changes."""
        if self._turning is None:
            posts = [post.starts_on for post in self.person.posts]
            ends = [post.ends_on + ONE_DAY for post in self.person.posts if post.ends_on]
            routes = [one.from_on for route in self.book.routes.values() for one in known(route.versions, self.day)]
            self._turning = [soonest([*posts, *ends, *routes], self.day)]
        return self._turning

    def turns_of(self, requirement: Requirement) -> Day | None:
        """The next day on which something of this requirement changes apart from its own deadlines."""
        excused = [one for one in self.person.excused.get(requirement.key, ()) if stands(one, self.day)]
        edges = [day for one in excused for day in (one.first, one.last + ONE_DAY)]
        versions = [one.from_on for one in known(requirement.versions, self.day)]
        return soonest([*self.turning(), *edges, *versions, *self._turns_behind(requirement, set())], self.day)

    def _turns_behind(self, requirement: Requirement, seen: set[str]) -> Iterable[Day]:
        """Days on which the rules change of those that this one follows from."""
        rule = self.rule_of(requirement)
        if rule is None or rule.kind not in {Kind.CERTIFICATE, Kind.PATHWAY} or requirement.key in seen:
            return
        seen.add(requirement.key)
        route = self.book.routes.get(rule.target)
        steps = {key for version in route.versions for key in version.steps} if route else {rule.target}
        for key in steps & self.book.requirements.keys():
            other = self.book.requirements[key]
            yield from (one.from_on for one in known(other.versions, self.day))
            yield from self._turns_behind(other, seen)

    def at(self, requirement: Requirement) -> Status | None:
        """The status by this requirement alone."""
        rule = self.rule_of(requirement)
        if rule is None:
            return None
        excused = self.person.excused.get(requirement.key, ())
        off = spans(self.person, excused, self.day)
        found = claims(requirement, self.routes.get(requirement.key, []), self.person, off, self.day)
        if not found:
            return None
        now = next((one for one in excused if stands(one, self.day) and one.first <= self.day <= one.last), None)
        done = tuple(self.awards_of(requirement, rule))
        base = Status(requirement, rule, self.day, State.EXEMPT, tuple(found), awards=done, excused=now)
        status = judge(base, self.person, off)
        return replace(status, changes_on=soonest([status.changes_on, self.turns_of(requirement)], self.day))


def look(day: Day, book: Book, person: Person, routes: dict[str, list[Route]] | None = None) -> Looking:
    """Begin to look; who looks at many people hands in the routes by step, found once."""
    return Looking(book, person, day, dict(book.routes_by_step()) if routes is None else routes)


def statuses_on(
    day: Day, book: Book, person: Person, routes: dict[str, list[Route]] | None = None
) -> tuple[dict[str, Status], Day | None]:
    """Every status of the person by requirement, and the next day on which one may change or come to be."""
    looking = look(day, book, person, routes)
    found: dict[str, Status] = {}
    next_day: Day | None = None
    for key, requirement in book.requirements.items():
        status = looking.at(requirement)
        turns = status.changes_on if status else looking.turns_of(requirement)
        next_day = min(next_day or turns, turns) if turns else next_day
        if status:
            found[key] = status
    return _settled(found), next_day


def status_on(day: Day, requirement: Requirement, person: Person, book: Book | None = None) -> Status | None:
    """One status; None where it is not asked. Overlaps are seen with the whole book only."""
    book = book or Book({requirement.key: requirement})
    return statuses_on(day, book, person)[0].get(requirement.key)


def _settled(found: dict[str, Status]) -> dict[str, Status]:
    """Where several requirements ask for the same, the earliest deadline counts for all of them."""
    groups: dict[tuple[str, str], list[Status]] = {}
    for status in found.values():
        groups.setdefault((status.rule.kind, status.next_target), []).append(status)
    for group in groups.values():
        if len(group) > 1:
            found.update({status.requirement.key: status for status in _together(group)})
    return found


def _together(group: list[Status]) -> Iterable[Status]:
    turns = soonest([status.changes_on for status in group], group[0].day)
    open_ones = [status for status in group if status.state in UNMET and status.deadline]
    first = min(open_ones, key=lambda status: status.due_on or datetime.date.max, default=None)
    for status in group:
        if first is None or first.deadline is None or status not in open_ones or status.due_on == first.due_on:
            other = next((one for one in open_ones if one is not first), None) if status is first else None
            yield replace(status, changes_on=turns, overlap=other.requirement if other else None)
            continue
        nearer = placed(status, first.deadline, status.begun)
        turn = soonest([turns, nearer.changes_on], status.day)
        yield replace(nearer, overlap=first.requirement, own_deadline=status.deadline, changes_on=turn)
