"""My learning and one module's own page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from home.registered import address
from learning import catalogue, notices, reading, reading_cases, waiting
from learning.addresses import learn_address
from learning.outline import Step, continue_at, steps_of
from learning.services import enrolments
from learning.services.care import overdue_modules
from people.decorators import member_required
from people.requests import MemberRequest


@require_GET
@member_required
def learn(request: MemberRequest) -> HttpResponse:
    """Everything there is to learn: what is under way or due first, then the rest, then what is finished."""
    language = get_language() or "en"
    rows = catalogue.modules(request.user, language)
    under_way = [row for row in rows if row.state in {"assigned", "in_progress"}]
    under_way.sort(key=lambda row: row.due_first)
    updates = notices.kinds(request.user, rows)
    context = {
        "under_way": [row.shown() for row in under_way],
        "to_choose": [row.shown() for row in rows if row.state is None],
        "finished": [row.shown(updates.get(row.key, "")) for row in rows if row.state == "completed"],
        "language": language,
        "pathway_href": address("pathway"),
    }
    return render(request, "learning/learn.html", context)


@require_GET
@member_required
def module(request: MemberRequest, module_slug: str) -> HttpResponse:
    """What the module is for, its units with their state, and one way on."""
    row = module_or_404(request, module_slug)
    units, cases = reading_cases.parts(request.user, row.language, row.edition_id, row.enrolment_id)
    context = {
        "module": row,
        "steps": steps_of(units, row.language, row.slug),
        "cases": cases,
        "action": _action(row, units),
        "asked": asked_of(row),
        "done": sum(bool(unit["completed_at"]) for unit in units),
        "total": len(units),
        "check_href": learn_address(row.language, row.slug, "check"),
        "start_href": reverse("start_module", args=[row.slug]),
        "fallback": row.language != get_language(),
        "update": next(iter(notices.open_updates(request.user, [row], units)), None),
        "newer": row.state == "in_progress" and not row.passed and row.current > row.edition.number,
        "needs_review": row.edition.module_key in overdue_modules(request.user),
    }
    return render(request, "learning/module.html", context)


@require_POST
@member_required
def start_module(request: MemberRequest, module_slug: str) -> HttpResponse:
    """Start, or go on: to the spot one had reached."""
    row = module_or_404(request, module_slug)
    if row.state != "completed" and (row.state or not row.retired_reason):
        enrolments.start(actor=request.user, module_key=row.edition.module_key)
    units = reading.outline(row.edition_id, row.language, row.enrolment_id)
    step = continue_at(units, row.language, row.slug, row.resume_at)
    if step is None:
        messages.info(request, _("This module has no units."))
        return redirect("module", module_slug)
    return redirect(step.href)


def module_or_404(request: MemberRequest, module_slug: str) -> Any:
    """The module in the language of the page, or in English where there is no Welsh; 404 for what isn't there."""
    language = get_language() or "en"
    row: Any = reading.module(request.user, language, module_slug)
    if row is None and language != "en":
        row = reading.module(request.user, "en", module_slug)
    if row is None:
        raise Http404
    row.key = str(row.edition.module_key)
    row.has_moved_on = row.state == "completed" and (row.known or 0) < row.edition.number and not row.retired_reason
    other = "cy" if row.language == "en" else "en"
    request.translations = {row.language: learn_address(row.language, row.slug)}
    if row.other_slug:
        request.translations[other] = learn_address(other, row.other_slug)
    return row


def asked_of(row: Any) -> list[waiting.Asked]:
    """What the module asks for besides its check; nothing any more once it is finished."""
    if row.state == "completed" or not row.edition.evidence:
        return []
    return waiting.asked(row.edition, row.enrolment_id)


def _action(row: Any, units: list[dict[str, Any]]) -> dict[str, Any]:
    """The one thing to do next: start, continue, check, or read again; nothing while evidence is wanting."""
    if row.state in {None, "assigned"}:
        return {"label": _("Start"), "post": True}
    if row.passed and row.state == "in_progress":
        return {}
    if row.state == "completed":
        first = steps_of(units, row.language, row.slug)[:1]
        return {"label": _("Read it again"), "href": first[0].href if first else ""}
    if units and all(unit["completed_at"] for unit in units):
        return {"label": _("Go to the final check"), "href": learn_address(row.language, row.slug, "check")}
    step: Step | None = continue_at(units, row.language, row.slug, row.resume_at)
    return {"label": _("Continue"), "href": step.href if step else ""}
