"""Everything asked of one person on a day, as pages show it: pathways by step, rows in groups, how far they are."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from home.pictures import Part, arches
from home.pictures.arches import ArchesPicture
from pathways.asked import Asked, Group, asked, groups, row_of
from pathways.explaining import Explained, explain_all
from pathways.kinds import State
from pathways.status import Route
from pathways.status.rules import holding, known
from pathways.status.words import named, said
from people.models import User

Day = datetime.date
STARTING_DAYS = 90


@dataclass(frozen=True)
class StepView:
    """A step of somebody's pathway: the day after the start, and the requirement as it stands."""

    day: int
    row: Asked
    state: str
    href: str


@dataclass(frozen=True)
class RouteView:
    """A pathway that somebody is on, since a day."""

    key: str
    name: str
    since_on: Day
    day: int
    steps: list[StepView]

    @property
    def since(self) -> str:
        """Since when, and which day this is."""
        if self.day < 1:
            return _("From %(day)s") % {"day": said(self.since_on)}
        return _("Since %(day)s: day %(number)d") % {"day": said(self.since_on), "number": self.day}

    @property
    def done(self) -> int:
        """Steps that need nothing now."""
        return sum(step.row.is_done for step in self.steps)

    @property
    def is_new(self) -> bool:
        """Its first days, with something still to do: such a pathway leads the page."""
        return self.day <= STARTING_DAYS and self.done < len(self.steps)


@dataclass(frozen=True)
class Training:
    """What is asked of somebody on a day."""

    day: Day
    rows: list[Asked]
    routes: list[RouteView]

    @property
    def groups(self) -> list[Group]:
        """Overdue first."""
        return groups(self.rows)

    @property
    def open_rows(self) -> list[Asked]:
        """What is overdue, due or lapsing: to be done now."""
        return [row for row in self.rows if row.state in {State.OVERDUE, State.DUE, State.LAPSING}]

    @property
    def all_done(self) -> str:
        """That nothing is due, and what comes next; empty while something is to do, or nothing was ever asked."""
        if not self.rows or any(not row.is_done for row in self.rows):
            return ""
        coming = min((row.due_on for row in self.rows if row.due_on and row.state == State.IN_DATE), default=None)
        return _("Nothing due. Next refresher %(day)s.") % {"day": said(coming)} if coming else _("Nothing due.")

    @property
    def picture(self) -> ArchesPicture | None:
        """Each pathway as an arch, and all that is asked."""
        if not self.rows:
            return None
        parts = [Part(route.name, route.done, len(route.steps)) for route in self.routes[:2]]
        parts.append(Part(_("Everything asked of you"), sum(row.is_done for row in self.rows), len(self.rows)))
        return arches(parts)


def training_of(user: User, day: Day | None = None, organisations: Collection[int] | None = None) -> Training:
    """How somebody stands on the day, from what was known then; `organisations` limits it to what these ask."""
    day = day or timezone.localdate()
    found = [one for one in explain_all(user, day) if organisations is None or one.organisation_id in organisations]
    return Training(day, asked(found), _routes(found, day))


def _routes(found: list[Explained], day: Day) -> list[RouteView]:
    """The pathways that ask for any of it, the one begun last first; each with its steps by day."""
    routes: dict[str, tuple[Route, Day]] = {}
    steps: dict[str, list[tuple[int, Explained]]] = {}
    for one in found:
        for claim in one.status.claims:
            if claim.route:
                routes[claim.route.key] = (claim.route, claim.since)
                steps.setdefault(claim.route.key, []).append((claim.deadline.days, one))
    views = [_view(route, since, steps[key], day) for key, (route, since) in routes.items()]
    return sorted(views, key=lambda view: (view.since_on, view.name), reverse=True)


def _view(route: Route, since: Day, steps: list[tuple[int, Explained]], day: Day) -> RouteView:
    versions = known(route.versions, day)
    order = list(version.steps) if (version := holding(versions, day)) else []
    ordered = sorted(steps, key=lambda step: (step[0], order.index(step[1].status.requirement.key)))
    first_open = next((one for _days, one in ordered if not row_of(one).is_done), None)
    views = [
        StepView(days, row := row_of(one), _state(row, is_next=one is first_open), row.href) for days, one in ordered
    ]
    return RouteView(route.key, named(route.names), since, (day - since).days + 1, views)


def _state(row: Asked, *, is_next: bool) -> str:
    if row.is_done:
        return "done"
    if row.state == State.OVERDUE:
        return "over"
    return "now" if is_next else ""
