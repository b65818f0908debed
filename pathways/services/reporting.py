"""The manager's report: a position and a period, in blocks of five people or more, whoever asks for it."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.services import record_read
from pathways.gathering import people_of
from pathways.overview import figures
from pathways.overview.activity import Activity, activity
from pathways.overview.definitions import definitions
from pathways.overview.filters import Choices, Filters
from pathways.overview.heatmap import Count, Heatmap, pooled, tallies
from pathways.overview.periods import Period
from pathways.overview.scope import Scope
from pathways.services.statuses import Books
from pathways.status import statuses_on
from people.models import Membership, User

MOST_REPLAYED = 150  # people whose past position is worked out while somebody waits


@dataclass(frozen=True)
class Report:
    """Everything that the page, the PDF and the files say."""

    places: str
    period: Period
    position_on: datetime.date
    generated_at: datetime.datetime
    heatmap: Heatmap
    activity: Activity
    median: figures.Figure
    staff: int
    teams: int

    @property
    def is_of_the_period(self) -> bool:
        """The position is of the period's last day, or of today where that has not come."""
        return self.position_on <= self.period.last

    def summary(self) -> list[tuple[str, Any]]:
        """The figures by name."""
        total, median = self.heatmap.total, self.median
        days = _("fewer than 5 people") if median.few else median.value if median.value is not None else "–"
        return [
            (_("Organisations and teams"), self.places),
            (_("Period"), self.period.words),
            (_("Position on"), self.position_on),
            (_("Generated"), timezone.localtime(self.generated_at)),
            (_("Required training in date, per cent"), total.per_cent if total.asked else "–"),
            (_("In date"), total.met),
            (_("Asked"), total.asked),
            (_("Teams"), self.teams),
            (_("Staff"), self.staff),
            (_("Days from first day to orientation, median"), days),
            *self.activity.rows(),
        ]

    def definitions(self) -> list[tuple[str, str]]:
        """What the words mean, and how the figures are made."""
        return definitions()


def report(*, scope: Scope, filters: Filters, offered: Choices, period: Period) -> Report:
    """For organisations as a whole: names never come into it."""
    scope = replace(scope, teams=frozenset(), employers=frozenset(), names=False)
    lines = figures.lines_of(scope, filters, offered.organisations, offered.teams)
    columns = figures.columns_of(offered.requirements, filters)
    today = timezone.localdate()
    position_on = min(period.last, today)
    if position_on < today and _people_then(scope, position_on) > MOST_REPLAYED:
        position_on = today
    found = tallies(figures.counts(scope.statuses()) if position_on == today else _counts_on(scope, position_on))
    asked = {place for place, _requirement in found}
    lines = [line for line in lines if line.team or (line.organisation, line.team) in asked]
    chosen = frozenset((line.organisation, line.team) for line in lines) if filters.team else None
    teams = [filters.team.pk] if filters.team else None
    organisations = {line.organisation for line in lines}
    return Report(
        places=_places(filters, offered),
        period=period,
        position_on=position_on,
        generated_at=timezone.now(),
        heatmap=pooled(lines, columns, found, chosen, _("Small teams together")),
        activity=activity(organisations, teams, period),
        median=figures.days_to_orientation(scope, position_on),
        staff=sum(line.staff for line in lines),
        teams=sum(line.kind == "team" for line in lines),
    )


def _places(filters: Filters, offered: Choices) -> str:
    if filters.team:
        return f"{filters.team} ({filters.team.organisation})"
    chosen = [filters.organisation] if filters.organisation else offered.organisations
    return ", ".join(str(row) for row in chosen)


def _then(scope: Scope, day: datetime.date) -> list[int]:
    rows = Membership.objects.current(day).filter(organisation__in=scope.organisations)
    return list(rows.order_by().values_list("user_id", flat=True).distinct())


def _people_then(scope: Scope, day: datetime.date) -> int:
    return len(_then(scope, day))


def _counts_on(scope: Scope, day: datetime.date) -> list[Count]:
    """How everybody of that day stood, worked out anew from events and rules."""
    books = Books()
    of = books.of(scope.organisations)
    found: Counter[tuple[int, int | None, int, str]] = Counter()
    for (_user, organisation), person in people_of(_then(scope, day), of).items():
        if organisation in of:
            statuses, _turns = statuses_on(day, of[organisation], person, books.routes(organisation))
            for key, status in statuses.items():
                found[organisation, status.team_id, books.pks[key], status.state] += 1
    return [Count(*key, people) for key, people in found.items()]


def note_export(*, actor: User, scope: Scope) -> None:
    """A file with names leaves the site: who took it, and about which organisations and teams."""
    records = [("people.organisation", str(pk)) for pk in sorted(scope.organisations)]
    records += [("people.team", str(pk)) for pk in sorted(scope.teams)]
    record_read(actor=actor, records=records)
