"""Telling the authors that something is wrong or missing, and reading their answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from learning.addresses import learn_address
from learning.headings import headings
from learning.models import ContentReport, UnitPage
from learning.report_forms import ReportForm, WishForm
from learning.services import reports
from learning.views.resources import readable_or_none
from learning.views.units import unit_or_404
from people.decorators import member_required
from people.requests import MemberRequest

Kind = ContentReport.Kind


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def report_resource(request: MemberRequest, slug: str) -> HttpResponse:
    """Something is wrong on a resource."""
    row = readable_or_none(request, slug)
    if row is None:
        raise Http404
    facts = {"kind": Kind.RESOURCE, "page_key": row.resource_key, "language": row.language, "title": row.page.title}
    return _report(request, row.html, reverse("resource", args=[row.slug]), row.page, facts)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def report_unit(request: MemberRequest, module_slug: str, unit_slug: str) -> HttpResponse:
    """Something is wrong on a unit, in the edition that the reader has."""
    row = unit_or_404(request, module_slug, unit_slug)
    facts = {"kind": Kind.UNIT, "page_key": row.unit_key, "language": row.language, "title": row.title}
    page = UnitPage.objects.filter(pk=row.page_id).first()
    here = learn_address(row.language, row.module_slug, row.slug)
    return _report(request, row.html, here, page, {**facts, "edition_id": row.edition_id})


def _report(request: MemberRequest, html: str, href: str, page: Any, facts: dict[str, Any]) -> HttpResponse:
    places = headings(html)
    form = ReportForm(request.POST if request.method == "POST" else None, headings=places)
    if request.method == "POST" and form.is_valid():
        block = form.cleaned_data["block"]
        where = {
            "block_id": block,
            "place": dict(places).get(block, ""),
            "href": f"{href}#b-{block}" if block else href,
        }
        if _sent(request, form, page=page, text=form.cleaned_data["text"], **where, **facts):
            messages.success(request, _("Thank you. The author gets your note; the answer appears here."))
            return redirect("own_notes")
    context = {"form": form, "title": facts["title"], "href": href, "spoken": facts["language"]}
    return render(request, "learning/report.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def ask_for_resource(request: MemberRequest) -> HttpResponse:
    """The library has nothing that fits: the coordinator hears what is missing."""
    form = WishForm(
        request.POST if request.method == "POST" else None, initial={"text": request.GET.get("q", "")[:300]}
    )
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        facts = {"kind": Kind.WISH, "title": text[:255], "language": get_language() or "en", "text": text}
        if _sent(request, form, **facts):
            messages.success(request, _("Thank you. Your training coordinator sees it; the answer appears here."))
            return redirect("own_notes")
    return render(request, "learning/ask.html", {"form": form}, status=422 if form.errors else 200)


def _sent(request: MemberRequest, form: Any, **facts: Any) -> bool:
    try:
        reports.send(actor=request.user, **facts)
    except reports.TooManyReports:
        form.add_error(None, _("That is ten notes within an hour. Keep this text and send it a little later."))
        return False
    return True


@require_GET
@member_required
def own_notes(request: MemberRequest) -> HttpResponse:
    """What one has told the authors, and their answers."""
    rows = ContentReport.objects.filter(reader=request.user).select_related("answered_by")[:100]
    return render(request, "learning/own_notes.html", {"rows": rows})
