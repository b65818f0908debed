"""The way of a weekly summary once it is sent: taken back, guided, advised, made final, added to, printed."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.requests import MemberRequest
from supervision.forms.guidance import AddendumForm, AdviceForm
from supervision.models import CaseReview
from supervision.permissions import can_add, can_advise, can_finalise, can_guide, writes_summary
from supervision.services import drafts, reviews
from supervision.services.errors import ConflictError, WrongStateError
from supervision.views.editing import found, names_in
from supervision.views.opened import confidential
from supervision.views.summary_page import DISCUSSED, guidance_form, shown, summary_page


@require_safe
@confidential
def summary_print(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """The summary laid out for paper, without the site around it."""
    return render(request, "supervision/prep/summary_print.html", shown(found(request, key)))


@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def summary_withdraw(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """Ask once, then take it back; the week may be begun anew."""
    review = found(request, key)
    if not writes_summary(request.user, review):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "supervision/prep/withdraw.html", {"review": review})

    def withdraw() -> None:
        reviews.withdraw(actor=request.user, review=review, version=_version(request))
        drafts.drop(actor=request.user, record=review)

    return _done(request, review, withdraw, _("Taken back. Nobody but you can read it now."))


@require_POST
@confidential
def summary_guide(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """Section I."""
    review = found(request, key)
    if not can_guide(request.user, review):
        raise PermissionDenied
    form = guidance_form(review, request.POST, known_names=names_in(review.case.team_id))
    if not form.is_valid():
        return summary_page(request, review, form=form, status=422)
    values = {**form.cleaned_data, "resource": uuid.UUID(text) if (text := form.cleaned_data["resource"]) else None}
    values.pop("not_a_name", None)

    def guide() -> None:
        reviews.guide(actor=request.user, review=review, version=_version(request), **values)

    return _done(request, review, guide, _("Your guidance is saved."), form)


@require_POST
@confidential
def summary_advise(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """Section J."""
    review = found(request, key)
    if not can_advise(request.user, review):
        raise PermissionDenied
    form = AdviceForm(request.POST, known_names=names_in(review.case.team_id))
    if not form.is_valid():
        return summary_page(request, review, form=form, status=422)

    def advise() -> None:
        version, text = _version(request), form.cleaned_data["text"]
        reviews.advise(actor=request.user, review=review, version=version, text=text)

    return _done(request, review, advise, _("Your guidance is saved."), form)


@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def summary_finalise(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """Look over everything once more, then lock it for ever."""
    review = found(request, key)
    if not can_finalise(request.user, review):
        raise PermissionDenied
    if request.method != "POST" and review.state in DISCUSSED:
        context = shown(review) | {"digest": reviews.content_hash(review), "name": request.user.name}
        return render(request, "supervision/prep/finalise.html", context)

    def finalise() -> None:
        reviews.finalise(actor=request.user, review=review, version=_version(request))

    if request.method != "POST":
        return summary_page(request, review, words=_not_now(review), status=409)
    return _done(request, review, finalise, _("Final. From now on it can only be added to."))


@require_POST
@confidential
def summary_add(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """A dated addition under one's own name."""
    review = found(request, key)
    if not can_add(request.user, review):
        raise PermissionDenied
    form = AddendumForm(request.POST, known_names=names_in(review.case.team_id))
    if not form.is_valid():
        return summary_page(request, review, form=form, status=422)

    def add() -> None:
        text = form.cleaned_data["text"]
        if not reviews.was_added(actor=request.user, review=review, text=text):
            reviews.add(actor=request.user, review=review, text=text)

    return _done(request, review, add, _("Added."), form)


def _done(
    request: MemberRequest, review: CaseReview, act: Callable[[], None], words: str, form: Any = None
) -> HttpResponse:
    """Do it and show the summary; where it has moved on, say so and keep what was typed."""
    try:
        act()
    except ConflictError:
        told = _("It was saved by somebody else since you opened it. Look at it as it is now, then send yours again.")
        return summary_page(request, found(request, review.pk), form=form, words=told, status=409)
    except WrongStateError:
        current = found(request, review.pk)
        return summary_page(request, current, form=form, words=_not_now(current), status=409)
    messages.success(request, words)
    return redirect("prep" if review.state == CaseReview.State.WITHDRAWN else "summary", *_arguments(review))


def _arguments(review: CaseReview) -> tuple[uuid.UUID, ...]:
    return () if review.state == CaseReview.State.WITHDRAWN else (review.pk,)


def _not_now(review: CaseReview) -> str:
    return _("This can't be done now: the summary is in this state: %(state)s.") % {"state": review.get_state_display()}


def _version(request: MemberRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 9 else 0
