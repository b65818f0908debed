"""A weekly case summary: written by its therapist, read by the team. Saving by itself never touches the record."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.requests import MemberRequest
from supervision.forms.summary import SummaryForm
from supervision.models import CaseReview, QuickNote
from supervision.permissions import writes_summary
from supervision.reading import unread
from supervision.services import drafts, notes, reviews
from supervision.services.errors import ConflictError, IncompleteError, NotAllowedError, WrongStateError
from supervision.summary.telling import differences, told
from supervision.views.editing import editor, found, names_in, stopped
from supervision.views.opened import confidential
from supervision.views.summary_page import summary_page

EDITABLE = ("draft", "submitted")


@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def summary(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """Its therapist writes in it while it is a draft, and again with `?edit=1` until it is discussed."""
    review = found(request, key)
    if request.method == "POST":
        return _posted(request, review, send=False)
    wanted = review.state == CaseReview.State.DRAFT or "edit" in request.GET
    if wanted and review.state in EDITABLE and writes_summary(request.user, review):
        draft = drafts.of(request.user, review)
        form = SummaryForm.of_draft(draft.content, draft.base_version) if draft else SummaryForm.of_review(review)
        return editor(request, review, form, draft=draft)
    return summary_page(request, review)


@require_POST
@confidential
def summary_submit(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """Save what is in the form and share it with the team."""
    return _posted(request, found(request, key), send=True)


@require_POST
@confidential
def summary_autosave(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """Keep the form as the therapist's own draft; the record is not touched and no text is shown."""
    review = found(request, key)
    if not writes_summary(request.user, review):
        return JsonResponse({"text": _("Only its therapist writes this.")}, status=403)
    if review.state not in EDITABLE:
        return JsonResponse({"text": _("Not saved: it has been discussed and can't be changed any more.")}, status=409)
    with unread():
        form = SummaryForm.of_post(request.POST, review, shown=True)
        if form.is_too_long():
            return JsonResponse({"text": _("Not saved yet: a text is too long. Nothing is lost.")}, status=413)
        drafts.keep(actor=request.user, record=review, base_version=form.version, content=form.draft())
    at = timezone.localtime().strftime("%H:%M")
    return JsonResponse({"saved_at": at, "text": _("Draft saved, %(time)s") % {"time": at}})


@require_POST
@confidential
def summary_draft_drop(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """Throw the draft away and go on from what was saved last."""
    review = found(request, key)
    drafts.drop(actor=request.user, record=review)
    messages.success(request, _("The draft is thrown away. Below is what you saved last."))
    return redirect("summary", review.pk)


def _posted(request: MemberRequest, review: CaseReview, *, send: bool) -> HttpResponse:
    if not writes_summary(request.user, review):
        return stopped(request, review, None, _("Only its therapist writes this part. Nothing was changed."), 403)
    if "whole" not in request.POST:
        return stopped(
            request, review, None, _("The form did not arrive whole. Nothing was changed; send it again."), 400
        )
    shown = "line" in request.POST or "use" in request.POST
    names = names_in(review.case.team_id)
    form = SummaryForm.of_post(request.POST, review, shown=shown, known_names=names)
    if review.state not in EDITABLE:
        return stopped(
            request, review, form, _("It has been discussed since you opened it, so it can't be changed."), 409
        )
    if shown:
        return editor(request, review, form)
    wrong = form.wrongs()
    if wrong:
        return editor(request, review, form, wrong=wrong, status=422)
    return _saved(request, review, form, send=send)


def _saved(request: MemberRequest, review: CaseReview, form: SummaryForm, *, send: bool) -> HttpResponse:
    try:
        review = _keep(request, review, form)
        if send and review.state == CaseReview.State.DRAFT:
            review = reviews.submit(actor=request.user, review=review, version=review.version)
            messages.success(request, _("Sent. Your team can read it now."))
        else:
            messages.success(
                request, _("Saved. Your team reads it as it is now.") if review.submitted_at else _("Saved.")
            )
    except IncompleteError as missing:
        kept = SummaryForm.of_review(review)
        return editor(request, review, kept, missing=missing.faults, status=422)
    except ConflictError:
        current = found(request, review.pk)
        return _conflict(request, current, form)
    except (WrongStateError, NotAllowedError):
        return stopped(request, review, form, _("It has changed since you opened it, so your text was not saved."), 409)
    return redirect("prep" if send else "summary", *(() if send else (review.pk,)))


def _keep(request: MemberRequest, review: CaseReview, form: SummaryForm) -> CaseReview:
    """Save; the same form sent twice is saved once. The draft and the notes that went in are done with."""
    values = form.safety_values()
    same = all(getattr(review, name) == value for name, value in values.items()) and form.language == review.language
    if not (same and review.sections == form.sections):
        review = reviews.save_sections(
            actor=request.user,
            review=review,
            version=form.version,
            sections=form.sections,
            safety=values,
            language=form.language,
        )
    waiting = QuickNote.objects.visible_to(request.user).filter(case=review.case)
    notes.use(actor=request.user, review=review, notes=[note for note in waiting if str(note.pk) in form.used])
    drafts.drop(actor=request.user, record=review)
    return review


def _conflict(request: MemberRequest, current: CaseReview, form: SummaryForm) -> HttpResponse:
    """Both texts: what was typed stays in the form, what is saved now stands beside it."""
    rows = differences(told(form.sections), told(current.sections))
    return editor(request, current, form.opened_again(current.version), conflict=rows, status=409)
