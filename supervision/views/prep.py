"""Prep: a therapist's open cases for the coming supervision, sent together once they are complete."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.requests import MemberRequest
from supervision.models import CaseReference, CaseReview
from supervision.permissions import can_write_summary, role_in_team
from supervision.preparing import next_session, to_prepare, week_of
from supervision.reading import reads_as
from supervision.services import reviews
from supervision.services.errors import NotReadyError, SupervisionError, WrongStateError
from supervision.views.opened import confidential

MOST = 40


@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def prep(request: MemberRequest) -> HttpResponse:
    """One's own open cases; a POST sends the summaries that are ticked."""
    if request.method == "POST":
        return _send(request)
    rows = to_prepare(request.user)
    team = rows[0].case.team if rows else None
    if team:
        reads_as(role_in_team(request.user, team.pk), team.organisation_id)
    ready = sum(row.can_be_sent for row in rows)
    context = {"rows": rows, "ready": ready, "session": next_session(request.user), "team": team}
    return render(request, "supervision/prep/prep.html", context)


@require_POST
@confidential
def summary_begin(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """Begin the coming week's summary of a case, or go on with it."""
    case = get_object_or_404(CaseReference.objects.visible_to(request.user).select_related("team"), pk=key)
    if not can_write_summary(request.user, case):
        raise PermissionDenied
    language = (get_language() or "en")[:2]
    try:
        review = reviews.begin(actor=request.user, case=case, week=week_of(case.team), language=language)
    except NotReadyError:
        messages.error(
            request,
            _("Nothing can be kept yet: your organisation has not set how long records are kept. Ask its lead."),
        )
        return redirect("prep")
    except WrongStateError:
        messages.error(request, _("This case is closed, so it needs no summary."))
        return redirect("prep")
    return redirect("summary", review.pk)


def _send(request: MemberRequest) -> HttpResponse:
    """Each by itself: one that can't be sent keeps no other back. Sent twice is sent once."""
    wanted = _wanted(request.POST.getlist("send")[:MOST])
    mine = CaseReview.objects.visible_to(request.user).filter(therapist=request.user).select_related("case__team")
    sent, kept_back = 0, 0
    for review in mine.filter(pk__in=wanted):
        if review.state != CaseReview.State.DRAFT:
            continue
        try:
            reviews.submit(actor=request.user, review=review, version=wanted[review.pk])
            sent += 1
        except SupervisionError:
            kept_back += 1
    _tell(request, sent, kept_back, nothing=not wanted)
    return redirect("prep")


def _tell(request: MemberRequest, sent: int, kept_back: int, *, nothing: bool) -> None:
    if sent:
        words = ngettext("%(number)d summary sent.", "%(number)d summaries sent.", sent)
        messages.success(request, words % {"number": sent})
    if kept_back:
        words = ngettext(
            "%(number)d was not sent: something is missing or it has changed. It is marked below.",
            "%(number)d were not sent: something is missing or they have changed. They are marked below.",
            kept_back,
        )
        messages.warning(request, words % {"number": kept_back})
    if nothing:
        messages.warning(request, _("Tick at least one summary to send."))
    elif not sent and not kept_back:
        messages.info(request, _("They were sent before."))


def _wanted(items: list[str]) -> dict[uuid.UUID, int]:
    """The version of each summary that is ticked; what is no id at all is left out."""
    versions = {}
    for item in items:
        key, _colon, version = item.partition(":")
        try:
            versions[uuid.UUID(key)] = _number(version)
        except ValueError:
            continue
    return versions


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0
