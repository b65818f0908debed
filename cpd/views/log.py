"""The log with its counter, choosing whose rules to count by, and taking the log along for a regulator."""

from __future__ import annotations

import datetime
import logging
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cpd import export
from cpd.counter import Counter, counter_of
from cpd.forms.log import ExportForm, RegulatorForm
from cpd.models import CPDEntry, RegulatorChoice
from cpd.services import own
from cpd.services.exporting import note_export
from cpd.sources import label_of
from learning.certificates.render import RenderError, pango_problem
from people.decorators import record_access_required
from people.models import User
from people.requests import MemberRequest

logger = logging.getLogger(__name__)
PAGE_SIZE = 20


@require_safe
@record_access_required
def log(request: MemberRequest) -> HttpResponse:
    """Every entry, newest first, and how far one is with what the regulator asks for."""
    return render(request, "cpd/log.html", _page(request))


@require_POST
@record_access_required
def choose_regulator(request: MemberRequest) -> HttpResponse:
    """Count by these rules from now on."""
    form = RegulatorForm(request.POST)
    if not form.is_valid():
        return render(request, "cpd/log.html", _page(request, regulator=form), status=422)
    own.choose_regulator(actor=request.user, preset=form.cleaned_data["preset"], since=form.cleaned_data["since"])
    messages.success(request, _("Saved. The counter goes by these rules now."))
    return redirect("cpd_log")


@require_POST
@record_access_required
def export_log(request: MemberRequest) -> HttpResponse:
    """The chosen days as a file. The audit log says that it was taken, not what is in it."""
    form = ExportForm(request.POST)
    if not form.is_valid():
        return render(request, "cpd/log.html", _page(request, exporting=form), status=422)
    made = export.log_of(request.user, form.cleaned_data["first"], form.cleaned_data["last"])
    body, kind, ending = _made(made, form.cleaned_data["kind"])
    note_export(actor=request.user)
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="cpd-log-{timezone.localdate()}.{ending}"'
    return response


def _made(made: export.Log, kind: str) -> tuple[bytes, str, str]:
    """The file with its type and ending; where no PDF can be made, the page with the same words."""
    if kind == "csv":
        return export.as_csv(made), "text/csv; charset=utf-8", "csv"
    if kind == "pdf":
        try:
            return export.as_pdf(made), "application/pdf", "pdf"
        except RenderError:
            if not pango_problem():
                logger.exception("a CPD log could not be printed")
    return export.as_page(made).encode(), "text/html; charset=utf-8", "html"


def _page(
    request: MemberRequest, regulator: RegulatorForm | None = None, exporting: ExportForm | None = None
) -> dict[str, Any]:
    user, today = request.user, timezone.localdate()
    mine = CPDEntry.objects.visible_to(user)
    year = request.GET.get("year", "")
    rows = mine.filter(deleted_at__isnull=True)
    years = [day.year for day in rows.dates("on", "year", order="DESC")]
    if year.isdecimal() and int(year) in years:
        rows = rows.filter(on__year=int(year))
    page = Paginator(rows.order_by("-on", "-pk"), PAGE_SIZE).get_page(request.GET.get("page"))
    counter = counter_of(user, today)
    first, last = _days(counter, today)
    return {
        "page": page,
        "rows": [(entry, label_of(entry.source)) for entry in page],
        "years": years,
        "year": int(year) if year.isdecimal() and int(year) in years else None,
        "query": f"year={year}" if year.isdecimal() else "",
        "minutes": rows.kept().aggregate(total=Sum("minutes"))["total"] or 0,
        "counter": counter,
        "regulator": regulator or _regulator_form(user),
        "exporting": exporting or ExportForm(initial={"first": first, "last": last}),
        "deleted": list(mine.filter(deleted_at__isnull=False).order_by("-deleted_at")[:20]),
    }


def _regulator_form(user: User) -> RegulatorForm:
    choice = RegulatorChoice.objects.filter(user=user).first()
    first = timezone.localdate().replace(month=1, day=1)
    return RegulatorForm(initial={"preset": choice.preset, "since": choice.since} if choice else {"since": first})


def _days(counter: Counter | None, today: datetime.date) -> tuple[datetime.date, datetime.date]:
    """What is usually asked for: the period counted so far, or the last two years."""
    first = counter.period.first if counter else today.replace(year=today.year - 2, day=1)
    return min(first, today), today
