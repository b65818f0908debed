"""The overview's figures: a fixed number of statements, added up by the database, however many people there are."""

from __future__ import annotations

import datetime
import statistics
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count as CountOf
from django.db.models import Min, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from events.outcomes import attended
from learning.models import Certificate
from pathways.models import PersonStatus, Requirement
from pathways.overview.filters import Filters
from pathways.overview.heatmap import Column, Count, Heatmap, Line, Place, Tallies, named, pooled, tallies
from pathways.overview.pooling import LEAST
from pathways.overview.scope import Scope
from people.models import Organisation, Team

RUNNING_OUT = datetime.timedelta(days=30)
A_YEAR = datetime.timedelta(days=365)


def counts(rows: QuerySet[PersonStatus]) -> list[Count]:
    """How many people stand how, by place and requirement: one statement."""
    grouped = rows.order_by().values_list("organisation_id", "team_id", "requirement_id", "state")
    return [Count(*row) for row in grouped.annotate(people=CountOf("pk"))]


def requirements_in(rows: QuerySet[PersonStatus]) -> list[Requirement]:
    """What somebody among them is asked for, by name."""
    asked = rows.order_by().values_list("requirement_id", flat=True).distinct()
    return sorted(Requirement.objects.filter(pk__in=list(asked)), key=lambda row: (row.name.casefold(), row.pk))


def columns_of(requirements: Iterable[Requirement], filters: Filters) -> list[Column]:
    """The columns that are shown."""
    wanted = [row for row in requirements if filters.requirement in (None, row)]
    return [Column(row.pk, str(row.public_id), row.name) for row in wanted]


def lines_of(scope: Scope, filters: Filters, organisations: list[Organisation], teams: list[Team]) -> list[Line]:
    """The rows that are shown: teams, and the posts of whole organisations."""
    staff = _staff(scope)
    lines = []
    for organisation in organisations:
        if filters.organisation not in (None, organisation):
            continue
        own = [team for team in teams if team.organisation_id == organisation.pk and filters.team in (None, team)]
        lines += [
            Line(team.name, organisation.pk, team.pk, team.key, staff.get((organisation.pk, team.pk), 0))
            for team in own
        ]
        whole = (organisation.pk, None)
        if filters.team is None and organisation.pk in scope.organisations and whole in staff:
            name = _("%(organisation)s, organisation-wide posts") % {"organisation": organisation}
            lines.append(Line(name, organisation.pk, None, "", staff[whole], "whole"))
    return lines


def _staff(scope: Scope) -> dict[Place, int]:
    rows = scope.memberships().order_by().values_list("organisation_id", "team_id")
    return {(organisation, team): n for organisation, team, n in rows.annotate(n=CountOf("user", distinct=True))}


def heatmap(scope: Scope, filters: Filters, lines: list[Line], requirements: list[Requirement]) -> Heatmap:
    """Teams by requirements. Without names every count of the scope is read, so that the blocks never change."""
    columns = columns_of(requirements, filters)
    if scope.names:
        found = tallies(counts(filters.apply(scope.statuses())))
        return named([line for line in lines if line.team or _is_asked(line, found)], columns, found)
    found = tallies(counts(scope.statuses()))
    chosen = frozenset((line.organisation, line.team) for line in lines) if filters.team else None
    shown = [line for line in lines if line.team or _is_asked(line, found)]
    return pooled(shown, columns, found, chosen, _("Small teams together"))


def _is_asked(line: Line, found: Tallies) -> bool:
    return any(place == (line.organisation, line.team) for place, _requirement in found)


@dataclass(frozen=True)
class Figure:
    """A number, or none where too few people are behind it."""

    value: int | None
    few: bool = False


def certificates_running_out(scope: Scope) -> Figure:
    """Current certificates of the scope's people of today that run out within thirty days."""
    today = timezone.localdate()
    rows = Certificate.objects.filter(state=Certificate.State.ISSUED, expires_on__range=(today, today + RUNNING_OUT))
    return _open(rows.filter(holder__in=scope.memberships().values("user")).count(), scope)


def people_late(rows: QuerySet[PersonStatus], scope: Scope) -> Figure:
    """Different people with something overdue."""
    late = rows.filter(state="overdue").order_by().aggregate(n=CountOf("user", distinct=True))
    return _open(late["n"], scope)


def days_to_orientation(scope: Scope, until: datetime.date | None = None) -> Figure:
    """The median of days from somebody's first day to their attested orientation, over a year's orientations."""
    last = until or timezone.localdate()
    began = scope.memberships().order_by().values_list("user_id").annotate(first=Min("starts_on"))
    first_days = dict(began)
    took: dict[int, int] = {}
    for one in attended(first_days):
        is_one = one.kind == "orientation" and one.withdrawn_on is None
        if is_one and one.on >= first_days[one.user_id] and last - A_YEAR < one.on <= last:
            took.setdefault(one.user_id, (one.on - first_days[one.user_id]).days)
    if not took or (not scope.names and len(took) < LEAST):
        return Figure(None, few=bool(took))
    return Figure(round(statistics.median(took.values())))


def _open(number: int, scope: Scope) -> Figure:
    return Figure(None, few=True) if not scope.names and 0 < number < LEAST else Figure(number)
