"""The manager's report: on the screen, as a tagged PDF, and as files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.spreadsheets import Sheet, csv_response, xlsx_response
from learning.certificates.render import RenderError
from pathways.overview import figures, filters, periods
from pathways.overview.printed import pdf_of
from pathways.overview.scope import counted, named
from pathways.services.reporting import Report, report
from pathways.views.matrix import counts_header, counts_rows
from people.decorators import member_required
from people.requests import MemberRequest

NAME = "hearth-training-report"


def _report(request: MemberRequest) -> tuple[Report, dict[str, Any]]:
    """The report asked for, and what its page needs besides: for those who run an organisation's training."""
    scope = named(request.user)
    whole = scope.organisations | counted(request.user).organisations
    if not whole:
        raise PermissionDenied
    scope = replace(scope, organisations=whole, teams=frozenset(), employers=frozenset(), names=False)
    offered = filters.choices(scope, figures.requirements_in(scope.statuses()))
    chosen = filters.chosen(request.GET, offered)
    today = timezone.localdate()
    period = periods.chosen(request.GET.get("period", ""), today)
    found = report(scope=scope, filters=chosen, offered=offered, period=period)
    query = "&".join(part for part in (f"period={period.key}", chosen.query) if part)
    context = {"offered": offered, "chosen": chosen, "periods": periods.periods(today), "query": query}
    return found, context


@member_required
@require_safe
def commissioner(request: MemberRequest) -> HttpResponse:
    """One page to read, and to save."""
    found, context = _report(request)
    crumbs = [(_("Training across teams"), reverse("team_overview"))]
    return render(request, "pathways/report.html", {"report": found, "crumbs": crumbs, **context})


@member_required
@require_safe
def as_pdf(request: MemberRequest) -> HttpResponseBase:
    """The same on paper."""
    found, context = _report(request)
    try:
        pdf = pdf_of(found, request.LANGUAGE_CODE)
    except RenderError:
        messages.error(request, _("PDF files can't be made here at the moment. Print the page instead."))
        return redirect(f"{reverse('commissioner_report')}?{context['query']}")
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{NAME}-{found.period.key}.pdf"'
    return response


@member_required
@require_safe
def as_csv(request: MemberRequest) -> HttpResponseBase:
    """The table of teams and requirements."""
    found, _context = _report(request)
    return csv_response(f"{NAME}-{found.period.key}", counts_header(), counts_rows(found.heatmap))


@member_required
@require_safe
def as_xlsx(request: MemberRequest) -> HttpResponseBase:
    """A workbook: summary, teams and requirements, definitions."""
    found, _context = _report(request)
    sheets = [
        Sheet(_("Summary"), [_("Figure"), _("Value")], found.summary()),
        Sheet(_("By team"), counts_header(), counts_rows(found.heatmap)),
        Sheet(_("By requirement"), [_("Requirement"), _("In date"), _("Asked"), _("Per cent")], _by_column(found)),
        Sheet(_("Definitions"), [_("Term"), _("Meaning")], found.definitions()),
    ]
    return xlsx_response(f"{NAME}-{found.period.key}", sheets)


def _by_column(found: Report) -> Iterator[list[Any]]:
    for column, tally in found.heatmap.by_column:
        if tally.asked:
            yield [column.name, tally.met, tally.asked, tally.per_cent]
