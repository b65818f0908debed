"""The editor of a weekly summary as a page: with a draft, with what is wrong or missing, with another window's text."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from people.models import Membership
from people.requests import MemberRequest
from supervision.forms.summary import SummaryForm, Wrong
from supervision.models import CaseReview, Draft, QuickNote
from supervision.permissions import role_in_team
from supervision.reading import reads_as
from supervision.summary import Fault, faults_of
from supervision.summary.telling import Difference, told
from supervision.summary_editor import summary_editor
from supervision.views.case_pages import keeping_of
from supervision.weeks import ending_is_near

WITH = ("case__team", "case__adaptation", "therapist", "guidance_by", "expert", "finalised_by")


def found(request: MemberRequest, key: uuid.UUID) -> CaseReview:
    """The summary, if the person may see it, and as what they read it."""
    review = get_object_or_404(CaseReview.objects.visible_to(request.user).select_related(*WITH), pk=key)
    reads_as(role_in_team(request.user, review.case.team_id), review.organisation_id)
    return review


def names_in(team_id: int) -> list[str]:
    """The team's own people may be named."""
    return list(Membership.objects.current().filter(team=team_id).values_list("user__name", flat=True))


def editor(
    request: MemberRequest,
    review: CaseReview,
    form: SummaryForm,
    *,
    draft: Draft | None = None,
    wrong: Sequence[Wrong] = (),
    missing: Sequence[Fault] = (),
    conflict: Sequence[Difference] = (),
    status: int = 200,
) -> HttpResponse:
    """The form. What is missing is told once somebody tries to send it; advice is always there."""
    waiting = list(QuickNote.objects.visible_to(request.user).waiting().filter(case=review.case).order_by("saved_at"))
    form = _with_note(request, form, waiting)
    advice = [fault for fault in faults_of(form.sections) if not fault.hard]
    context = {
        "review": review,
        "editor": summary_editor(form.sections, [*missing, *advice], [(one.place, one.message) for one in wrong]),
        "form": form,
        "draft": draft,
        "conflict": conflict,
        "asks_names": bool(wrong) and form.asks_about_names(),
        "notes": [note for note in waiting if str(note.pk) not in form.used],
        "shows_ending": _shows_ending(review, form),
        "keeping": keeping_of(review.organisation_id),
    }
    return render(request, "supervision/prep/summary_form.html", context, status=status)


def stopped(
    request: MemberRequest, review: CaseReview, form: SummaryForm | None, words: str, status: int
) -> HttpResponse:
    """Why nothing was saved; what was typed is shown, to be copied."""
    context = {"review": review, "words": words, "parts": told(form.sections) if form else []}
    return render(request, "supervision/prep/stopped.html", context, status=status)


def _with_note(request: MemberRequest, form: SummaryForm, waiting: list[QuickNote]) -> SummaryForm:
    """The form with a note's words where its button asked for them."""
    key = request.POST.get("use", "")
    note = next((note for note in waiting if str(note.pk) == key), None)
    return form.with_note(key, note.text, request.POST.get(f"place-{key}", "question")) if note else form


def _shows_ending(review: CaseReview, form: SummaryForm) -> bool:
    ending = form.sections.ending
    written = bool(ending.sustain or ending.unmet)
    near = ending_is_near(review.treatment_week, review.case.adaptation.weeks)
    return written or near or review.case.status == "closing"
