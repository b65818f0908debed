"""Person by person: a screen of fifty, and the whole as a file; without names, teams in counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.spreadsheets import Sheet, csv_response, xlsx_response
from pathways.overview import figures, filters, matrix
from pathways.overview.heatmap import Cell, Column, Heatmap
from pathways.overview.scope import Scope
from pathways.views.overview import scope_for
from people.decorators import member_required
from people.requests import MemberRequest

PER_PAGE = 50
MOST_CELLS = 50_000


@member_required
@require_safe
def people(request: MemberRequest) -> HttpResponse:
    """Fifty people by everything that is asked of them."""
    scope = scope_for(request)
    if scope.is_empty or not scope.names:
        raise PermissionDenied
    offered, chosen, columns = _wanted(request, scope)
    found = matrix.people_in(scope, chosen).values_list("pk", "public_id", "name")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "scope": scope,
        "offered": offered,
        "chosen": chosen,
        "columns": columns,
        "page": page,
        "rows": matrix.drawn(matrix.rows_of(list(page), scope, chosen, columns)),
        "crumbs": [(_("Training across teams"), reverse("team_overview"))],
    }
    return render(request, "pathways/matrix.html", context)


def _wanted(request: MemberRequest, scope: Scope) -> tuple[filters.Choices, filters.Filters, list[Column]]:
    requirements = figures.requirements_in(scope.statuses())
    offered = filters.choices(scope, requirements)
    chosen = filters.chosen(request.GET, offered)
    return offered, chosen, figures.columns_of(requirements, chosen)


@member_required
@require_safe
def as_csv(request: MemberRequest) -> HttpResponseBase:
    """The same as a file that streams."""
    scope, header, rows, _cells = _table(request)
    return csv_response("hearth-training" if scope.names else "hearth-training-counts", header, rows)


@member_required
@require_safe
def as_xlsx(request: MemberRequest) -> HttpResponseBase:
    """The same as a workbook, as far as that is quick."""
    scope, header, rows, cells = _table(request)
    if cells > MOST_CELLS:
        messages.warning(request, _("This is too much for one workbook. Choose a team, or take the CSV file."))
        return redirect("team_overview")
    name = "hearth-training" if scope.names else "hearth-training-counts"
    return xlsx_response(name, [Sheet(_("Training"), header, rows)])


def _table(request: MemberRequest) -> tuple[Scope, list[str], Iterator[list[Any]], int]:
    scope = scope_for(request)
    if scope.is_empty:
        raise PermissionDenied
    offered, chosen, columns = _wanted(request, scope)
    if scope.names:
        cells = matrix.people_in(scope, chosen).count() * len(columns)
        return scope, matrix.header(columns), matrix.file_rows(scope, chosen, columns), cells
    lines = figures.lines_of(scope, chosen, offered.organisations, offered.teams)
    heatmap = figures.heatmap(scope, chosen, lines, offered.requirements)
    return scope, counts_header(), counts_rows(heatmap), len(lines) * len(columns)


def counts_header() -> list[str]:
    """Of a file of counts."""
    return [_("Team"), _("Requirement"), _("In date"), _("Asked"), _("Per cent"), _("Note")]


def counts_rows(heatmap: Heatmap) -> Iterator[list[Any]]:
    """A row for each team and requirement, saying why where there is no number."""
    for line in heatmap.lines:
        for cell in line.cells:
            if cell.because != "none":
                yield [line.name, cell.column.name, *_numbers(cell)]


def _numbers(cell: Cell) -> list[Any]:
    if cell.tally:
        return [cell.tally.met, cell.tally.asked, cell.tally.per_cent, ""]
    return ["", "", "", _("counted together") if cell.because == "pooled" else _("fewer than 5")]
