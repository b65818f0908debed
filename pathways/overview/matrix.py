"""People by requirements: a page of people at a time on the screen, all of them in a file, never as objects."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pathways.kinds import State
from pathways.models import PersonStatus
from pathways.overview.filters import Filters
from pathways.overview.heatmap import Column
from pathways.overview.scope import Scope
from people.models import Membership, User

AT_ONCE = 200
# Somebody in two organisations may stand in two ways; the one to look at is shown.
WORST_FIRST = (
    State.OVERDUE,
    State.DUE,
    State.LAPSING,
    State.IN_PROGRESS,
    State.NOT_STARTED,
    State.IN_DATE,
    State.EXEMPT,
)
TONES = {State.OVERDUE: "over", State.DUE: "due", State.LAPSING: "due", State.IN_DATE: "ok"}


@dataclass(frozen=True, slots=True)
class Standing:
    """How one person stands with one requirement, and the day that goes with it."""

    state: str
    on: datetime.date | None

    def drawn(self) -> SafeString:
        """A cell of the table: the state as a tag, and its day."""
        tone = TONES.get(State(self.state), "")
        tag = format_html('<td><span class="tag {}">{}</span>', tone, State(self.state).label)
        on = (
            format_html('<span class="small muted sub">{}</span></td>', date_format(self.on, "j M Y"))
            if self.on
            else ""
        )
        return SafeString(tag + (on or "</td>"))


@dataclass(frozen=True)
class Person:
    """A row."""

    public_id: uuid.UUID
    name: str
    places: str
    cells: tuple[Standing | None, ...]


def drawn(rows: Iterable[Person]) -> list[tuple[Person, SafeString]]:
    """Each row with its cells as HTML: a state on a day is drawn once, however many cells it stands in."""
    empty = format_html('<td><span aria-hidden="true">–</span><span class="vh">{}</span></td>', _("not asked"))
    known: dict[Standing | None, SafeString] = {None: empty}
    found = []
    for row in rows:
        for cell in row.cells:
            if cell not in known and cell is not None:
                known[cell] = cell.drawn()
        found.append((row, SafeString("".join(known[cell] for cell in row.cells))))
    return found


def people_in(scope: Scope, filters: Filters) -> QuerySet[User]:
    """Everybody with a post in the scope today, by name."""
    posts = scope.memberships()
    if filters.organisation:
        posts = posts.filter(organisation=filters.organisation)
    if filters.team:
        posts = posts.filter(team=filters.team)
    if filters.role:
        posts = posts.filter(role=filters.role)
    return User.objects.filter(pk__in=posts.values("user"), is_active=True).order_by("name", "pk")


def rows_of(
    people: Sequence[tuple[int, uuid.UUID, str]], scope: Scope, filters: Filters, columns: Sequence[Column]
) -> list[Person]:
    """The rows of these people, in two statements."""
    ids = [pk for pk, _public_id, _name in people]
    found = _standings(filters.apply(scope.statuses()).filter(user__in=ids))
    places = _places(scope.memberships().filter(user__in=ids))
    return [
        Person(public_id, name, places.get(pk, ""), tuple(found.get((pk, column.key)) for column in columns))
        for pk, public_id, name in people
    ]


def _standings(rows: QuerySet[PersonStatus]) -> dict[tuple[int, int], Standing]:
    found: dict[tuple[int, int], Standing] = {}
    rank = {state.value: place for place, state in enumerate(WORST_FIRST)}
    fields = ("user_id", "requirement_id", "state", "due_on", "expires_on")
    for user, requirement, state, due_on, expires_on in rows.order_by().values_list(*fields):
        before = found.get((user, requirement))
        if before is None or rank[state] < rank[before.state]:
            found[user, requirement] = Standing(
                state, expires_on if state in (State.IN_DATE, State.LAPSING) else due_on
            )
    return found


def _places(posts: QuerySet[Membership]) -> dict[int, str]:
    places: dict[int, list[str]] = {}
    for user, team, organisation in posts.order_by("pk").values_list("user_id", "team__name", "organisation__name"):
        names = places.setdefault(user, [])
        if (team or organisation) not in names:
            names.append(team or organisation)
    return {user: ", ".join(names) for user, names in places.items()}


def header(columns: Iterable[Column]) -> list[str]:
    """Of the file."""
    return [_("Person"), _("Team"), *(column.name for column in columns)]


def file_rows(scope: Scope, filters: Filters, columns: Sequence[Column]) -> Iterator[list[Any]]:
    """Every person's row, some hundred at a time: memory stays the same however many there are."""
    labels = {state.value: str(state.label) for state in State}
    people = people_in(scope, filters).values_list("pk", "public_id", "name").iterator(chunk_size=AT_ONCE)
    while some := list(islice(people, AT_ONCE)):
        for person in rows_of(some, scope, filters, columns):
            cells = ["" if cell is None else _written(cell, labels) for cell in person.cells]
            yield [person.name, person.places, *cells]


def _written(cell: Standing, labels: dict[str, str]) -> str:
    return f"{labels[cell.state]} {cell.on.isoformat()}" if cell.on else labels[cell.state]
