"""Figures of many statuses by SQL, never by rows of the ORM: teams by requirements, and a screen of people.

Each asks a number of statements that does not grow with what there is to count.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Count, QuerySet

from pathways.kinds import State
from pathways.models import PersonStatus, Requirement
from people.models import Team

IN_ORDER = (State.IN_DATE.value, State.LAPSING.value)


@dataclass
class Tally:
    """How many people of one team stand how with one requirement."""

    by_state: dict[str, int] = field(default_factory=dict)

    @property
    def asked(self) -> int:
        """Of how many it is asked: the exempt are not among them."""
        return sum(number for state, number in self.by_state.items() if state != State.EXEMPT)

    @property
    def in_order(self) -> int:
        """How many have it: in date, even if it runs out soon."""
        return sum(self.by_state.get(state, 0) for state in IN_ORDER)

    @property
    def overdue(self) -> int:
        """How many are overdue."""
        return self.by_state.get(State.OVERDUE, 0)

    @property
    def per_cent(self) -> int | None:
        """The share that has it, rounded down; None where it is asked of nobody: that is no nought."""
        return self.in_order * 100 // self.asked if self.asked else None


class Column(NamedTuple):
    """A requirement as a heading."""

    pk: int
    code: str
    name: str
    public_id: str


@dataclass(frozen=True)
class Heatmap:
    """Teams by requirements. `cells` are by team (None for people without one) and requirement."""

    teams: list[tuple[int | None, str]]
    columns: list[Column]
    cells: dict[tuple[int | None, int], Tally]

    def row(self, team: int | None) -> list[Tally]:
        """A team's cells in the order of the columns."""
        return [self.cells.get((team, column.pk), Tally()) for column in self.columns]

    def total(self, team: int | None) -> Tally:
        """A team's cells added up."""
        added = Tally()
        for tally in self.row(team):
            for state, number in tally.by_state.items():
                added.by_state[state] = added.by_state.get(state, 0) + number
        return added


def heatmap(organisation_id: int, teams: Collection[int] | None = None) -> Heatmap:
    """How every team of an organisation stands with every requirement (or only these teams): three statements."""
    rows = PersonStatus.objects.filter(organisation_id=organisation_id)
    if teams is not None:
        rows = rows.filter(team_id__in=teams)
    counted = rows.order_by().values_list("team_id", "requirement_id", "state").annotate(number=Count("pk"))
    cells: dict[tuple[int | None, int], Tally] = {}
    for team, requirement, state, number in counted:
        cells.setdefault((team, requirement), Tally()).by_state[state] = number
    names = Team.objects.filter(pk__in={team for team, _requirement in cells if team}).order_by("name")
    found: list[tuple[int | None, str]] = list(names.values_list("pk", "name"))
    if any(team is None for team, _requirement in cells):
        found.append((None, ""))
    return Heatmap(found, columns_of({requirement for _team, requirement in cells}), cells)


def columns_of(requirements: Collection[int]) -> list[Column]:
    """Requirements as headings, by code."""
    rows = Requirement.objects.filter(pk__in=requirements).order_by("code", "pk")
    return [Column(row.pk, row.code, row.name, str(row.public_id)) for row in rows]


class Cell(NamedTuple):
    """One status of a screen of people."""

    state: str
    due_on: datetime.date | None
    expires_on: datetime.date | None


def screen(rows: QuerySet[PersonStatus], user_ids: Collection[int]) -> dict[int, dict[int, Cell]]:
    """The statuses of a screen of people, by person and requirement: one statement.

    `rows` are those that the reader may see (`PersonStatus.objects.visible_to(reader)`), or of one organisation.
    """
    found: dict[int, dict[int, Cell]] = {user: {} for user in user_ids}
    fields = ("user_id", "requirement_id", "state", "due_on", "expires_on")
    for user, requirement, *cell in rows.filter(user_id__in=user_ids).order_by().values_list(*fields):
        found[user][requirement] = Cell(*cell)
    return found


class Late(NamedTuple):
    """Something to chase."""

    user_id: int
    name: str
    requirement_id: int
    team_id: int | None
    state: str
    due_on: datetime.date | None


def to_chase(rows: QuerySet[PersonStatus], *, limit: int = 200) -> list[Late]:
    """What is overdue among the rows, longest first: one statement."""
    late = rows.filter(state=State.OVERDUE).order_by("due_on", "user__name", "requirement__code")
    fields = ("user_id", "user__name", "requirement_id", "team_id", "state", "due_on")
    return [Late(*row) for row in late.values_list(*fields)[:limit]]


def counts(rows: QuerySet[PersonStatus]) -> dict[str, int]:
    """How many of the rows there are in each state, every state named: one statement."""
    found = dict(rows.order_by().values_list("state").annotate(number=Count("pk")))
    return {state: found.get(state, 0) for state in State.values}
