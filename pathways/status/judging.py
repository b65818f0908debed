"""One requirement of one person on one day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pathways.kinds import State
from pathways.status.awards import Award
from pathways.status.claims import Claim
from pathways.status.deadlines import Deadline, Span, at
from pathways.status.people import Begun, Excused, Person
from pathways.status.rules import Requirement, Rule

Day = datetime.date
ONE_DAY = datetime.timedelta(days=1)
DUE_SOON = datetime.timedelta(days=14)  # a first deadline so near is called due


@dataclass(frozen=True, slots=True)
class Status:
    """How somebody stands, with everything that it rests on; `words.why` says it.

    `due_on` is the deadline, also the one of the next renewal. `changes_on` is the next day on which any of it may
    change by time alone. `overlap` is the other requirement with the same target whose earlier deadline counts.
    """

    requirement: Requirement
    rule: Rule
    day: Day
    state: str
    claims: tuple[Claim, ...]
    deadline: Deadline | None = None
    awards: tuple[Award, ...] = ()
    begun: Begun | None = None
    excused: Excused | None = None
    changes_on: Day | None = None
    window_from: Day | None = None
    overlap: Requirement | None = None
    own_deadline: Deadline | None = None

    @property
    def due_on(self) -> Day | None:
        """The deadline, where there is one."""
        return self.deadline.on if self.deadline else None

    @property
    def expires_on(self) -> Day | None:
        """The last day on which what was done last counts."""
        return self.awards[-1].expires_on if self.awards else None

    @property
    def overdue_from(self) -> Day | None:
        """The first day that counts as overdue: after the deadline and the days of grace."""
        return self.deadline.on + datetime.timedelta(days=self.rule.grace + 1) if self.deadline else None

    @property
    def next_target(self) -> str:
        """What is asked for next."""
        return self.rule.target_after(len(self.awards))

    @property
    def team_id(self) -> int | None:
        """The team of the post by which it is asked."""
        return self.claims[0].post.team_id if self.claims[0].post else None


def judge(base: Status, person: Person, off: tuple[Span, ...]) -> Status:
    """Where somebody stands of whom it is asked, who has done so much, and is excused or not."""
    if base.excused:
        return base
    if base.awards:
        return _renewing(base, person, off)
    begun = begun_on(person, base.rule.kind, base.rule.target, base.day)
    return placed(base, base.claims[0].deadline, begun)


def begun_on(person: Person, kind: str, target: str, day: Day) -> Begun | None:
    """What is under way on the day."""
    for one in person.begun.get((kind, target), ()):
        if one.on <= day and (one.until is None or one.until > day):
            return one
    return None


def placed(status: Status, deadline: Deadline, begun: Begun | None) -> Status:
    """Not done yet, or run out: how near the deadline is."""
    soon, over = deadline.on - DUE_SOON, deadline.on + datetime.timedelta(days=status.rule.grace + 1)
    if status.day >= over:
        state = State.OVERDUE
    elif status.day >= soon or status.awards:
        state = State.DUE
    else:
        state = State.IN_PROGRESS if begun else State.NOT_STARTED
    return replace(status, state=state, deadline=deadline, begun=begun, changes_on=soonest((soon, over), status.day))


def _renewing(base: Status, person: Person, off: tuple[Span, ...]) -> Status:
    """Done, perhaps to be done again: in date, in the window to renew, or run out."""
    day, expires = base.day, base.expires_on
    if expires is None:
        return replace(base, state=State.IN_DATE)
    deadline = at(expires, person.nation, off, basis="expiry")
    window = expires - datetime.timedelta(days=base.rule.window)
    begun = begun_on(person, base.rule.kind, base.next_target, day)
    if day > expires:
        return replace(placed(base, deadline, begun), window_from=window)
    return replace(
        base,
        state=State.LAPSING if day >= window else State.IN_DATE,
        deadline=deadline,
        begun=begun if day >= window else None,
        window_from=window,
        changes_on=soonest((window, expires + ONE_DAY), day),
    )


def soonest(days: Iterable[Day | None], after: Day) -> Day | None:
    """The first of the days that is still to come."""
    return min((one for one in days if one and one > after), default=None)
