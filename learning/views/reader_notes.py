"""Notes from readers, for those who write and coordinate: below /admin/."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from learning.models import ContentReport
from learning.permissions.reports import can_answer_reports, reports_visible_to
from learning.report_forms import AnswerForm
from learning.services import reports

ON_A_PAGE = 50


@require_GET
def reader_notes(request: HttpRequest) -> HttpResponse:
    """Open ones first, then the rest; newest first."""
    if not can_answer_reports(request.user):
        raise Http404
    rows = reports_visible_to(request.user).select_related("reader", "edition")
    state = request.GET.get("state", ContentReport.State.OPEN)
    if state in ContentReport.State.values:
        rows = rows.filter(state=state)
    context = {
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
        "states": [*ContentReport.State.choices, ("all", _("All"))],
        "state": state,
    }
    return render(request, "learning/admin/reader_notes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reader_note(request: HttpRequest, pk: int) -> HttpResponse:
    """One note: what it is about, and the answer."""
    if not can_answer_reports(request.user):
        raise Http404
    report = get_object_or_404(reports_visible_to(request.user).select_related("reader", "edition"), pk=pk)
    form = AnswerForm(request.POST if request.method == "POST" else None, initial={"words": report.answer})
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            seen = request.POST.get("seen", "")
            reports.answer(actor=request.user, report=report, seen=seen, **form.cleaned_data)  # type: ignore[arg-type]
        except reports.AnsweredMeanwhile:
            report.refresh_from_db()
            said = _("%(name)s has answered meanwhile: “%(answer)s” Store yours to put it in place of that.")
            form.add_error("words", said % {"name": report.answered_by, "answer": report.answer})
            status = 409
        else:
            messages.success(request, _("Stored. The reader hears of an answer by e-mail."))
            return redirect("reader_notes")
    context = {"report": report, "form": form, "seen": reports.answer_mark(report)}
    return render(request, "learning/admin/reader_note.html", context, status=status)
