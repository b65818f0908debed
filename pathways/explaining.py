"""A status with its why, for a person, a requirement and any day: the one explanation that every screen shows."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone

from pathways import evidence
from pathways.gathering import book_of, newcomer, people_of
from pathways.kinds import State
from pathways.models import Requirement
from pathways.status import Status, statuses_on
from pathways.status.words import Reason, named, why
from people.models import Membership, User


@dataclass(frozen=True)
class Explained:
    """How somebody stands with a requirement on a day, and why. `href` is where the next thing is done."""

    status: Status
    organisation_id: int
    name: str
    target: str
    href: str
    titles: Mapping[str, str]

    @property
    def state(self) -> State:
        """The state, with its label."""
        return State(self.status.state)

    @cached_property
    def reasons(self) -> list[Reason]:
        """Why, one sentence each, in the language in which they are first asked for."""
        return why(self.status, self.titles)

    @property
    def why(self) -> str:
        """Every reason in one paragraph."""
        return " ".join(reason.text for reason in self.reasons)

    def as_data(self) -> dict[str, Any]:
        """Everything, for `--json`."""
        status = self.status
        return {
            "requirement": status.requirement.code,
            "name": self.name,
            "on": status.day.isoformat(),
            "state": status.state,
            "due_on": _iso(status.due_on),
            "overdue_from": _iso(status.overdue_from),
            "expires_on": _iso(status.expires_on),
            "window_from": _iso(status.window_from),
            "changes_on": _iso(status.changes_on),
            "rule_version": status.rule.number,
            "why": [
                {"code": one.code, "text": one.text, **{key: _iso(value) for key, value in one.facts.items()}}
                for one in self.reasons
            ],
        }


def _iso(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def explain_all(user: User, day: datetime.date | None = None) -> list[Explained]:
    """Everything asked of somebody on the day (today unless told; a day to come says what time alone will bring).

    One entry for each requirement and organisation, in the order of the codes.
    """
    return explained(_found(user, day or timezone.localdate()))


def _found(user: User, day: datetime.date) -> list[tuple[int, Status]]:
    organisations = set(Membership.objects.filter(user=user).values_list("organisation_id", flat=True))
    books = {pk: book_of(pk) for pk in organisations}
    found: list[tuple[int, Status]] = []
    for (_user, organisation), person in people_of([user.pk], books).items():
        statuses, _next = statuses_on(day, books[organisation], person)
        found += [(organisation, status) for status in statuses.values()]
    return found


def explain(user: User, requirement: Requirement, day: datetime.date | None = None) -> Explained | None:
    """One requirement; None where it is not asked on that day. Asked in two organisations, the nearer deadline."""
    key = str(requirement.public_id)
    found = [one for one in _found(user, day or timezone.localdate()) if one[1].requirement.key == key]
    first = min(found, key=lambda one: one[1].due_on or datetime.date.max, default=None)
    return explained([first])[0] if first else None


def explained(found: Iterable[tuple[int, Status]]) -> list[Explained]:
    """Statuses with their words; the titles of everything they name are looked up once for each kind."""
    rows = list(found)
    wanted: dict[str, set[str]] = {}
    for _organisation, status in rows:
        keys = wanted.setdefault(status.rule.kind, set())
        keys |= {status.next_target, *(award.target for award in status.awards[-1:])}
    titles = {kind: evidence.titles(kind, keys) for kind, keys in wanted.items()}
    hrefs = {kind: evidence.hrefs(kind, keys) for kind, keys in wanted.items()}
    return [
        Explained(
            status,
            organisation,
            named(status.requirement.names),
            titles[status.rule.kind].get(status.next_target, ""),
            hrefs[status.rule.kind].get(status.next_target, ""),
            titles[status.rule.kind],
        )
        for organisation, status in rows
    ]


def preview(organisation_id: int, role: str, team_id: int | None, starts_on: datetime.date) -> list[Explained]:
    """What somebody would be asked for who started there on the day, soonest first: before they are added."""
    book = book_of(organisation_id)
    person = newcomer(organisation_id, role, team_id, starts_on)
    statuses, _next = statuses_on(max(starts_on, timezone.localdate()), book, person)
    found = explained((organisation_id, status) for status in statuses.values())
    return sorted(found, key=lambda one: one.status.due_on or datetime.date.max)
