"""Ending a session: looking it over, sharing, unlocking within the half hour, adding later, printing."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.requests import MemberRequest
from supervision.forms.finishing import AdditionForm, FinishForm
from supervision.models import SupervisionSession
from supervision.permissions import can_change_session
from supervision.services import session_records
from supervision.services import sessions as services
from supervision.services.errors import ConflictError, WrongStateError
from supervision.session_pages import finish_page, record_page
from supervision.views.opened import confidential
from supervision.views.sessions import group_session, session_to_change

State = SupervisionSession.State


@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def session_finish(request: MemberRequest, session: uuid.UUID) -> HttpResponse:
    """What may have been forgotten, and who was there; then share with one press."""
    found = session_to_change(request, session)
    if found.state != State.LIVE:
        messages.info(request, _("This session is not under way."))
        return redirect("session", found.pk)
    form = finish_form(request, found)
    if request.method == "POST" and form.is_valid():
        return _finish(request, found, form)
    return _finish_page(request, found, form)


def finish_form(request: MemberRequest, session: SupervisionSession) -> FinishForm:
    """Attendance as it stands; minutes begin with how long the session has been going."""
    rows = list(session.attendance.select_related("user"))
    gone = timezone.now() - session.began_at if session.began_at else None
    minutes = min(480, int(gone.total_seconds() // 60)) if gone else 0
    posted = request.POST if request.method == "POST" else None
    return FinishForm(posted, session=session, rows=rows, minutes=minutes)


def _finish(request: MemberRequest, session: SupervisionSession, form: FinishForm) -> HttpResponse:
    mode = form.cleaned_data["mode"]
    try:
        services.note_attendance(actor=request.user, session=session, marks=form.marks, mode=mode)
        if "share" not in request.POST:
            messages.success(request, _("Attendance is saved."))
            return redirect("session_finish", session.pk)
        services.share(actor=request.user, session=session, version=_version(request))
    except services.NobodyPresentError:
        form.add_error(None, _("Nobody is marked as present. A session with nobody there is cancelled, not shared."))
        return _finish_page(request, session, form)
    except WrongStateError:
        messages.info(request, _("This session was shared already."))
    except ConflictError:
        form.add_error(None, _("Somebody else changed this session meanwhile. Please look it over and share again."))
        return _finish_page(request, session, form)
    else:
        messages.success(request, _("Shared with the team."))
    return redirect("session", session.pk)


def _version(request: MemberRequest) -> int:
    sent = request.POST.get("version", "")
    return int(sent) if sent.isdecimal() and len(sent) < 9 else 0


def _finish_page(request: MemberRequest, session: SupervisionSession, form: FinishForm) -> HttpResponse:
    session.refresh_from_db(fields=["version"])
    context = finish_page(session, request.user) | {"form": form}
    return render(request, "supervision/sessions/finish.html", context, status=422 if form.errors else 200)


@require_POST
@confidential
def session_unlock(request: MemberRequest, session: uuid.UUID) -> HttpResponse:
    """Within half an hour of sharing: open it again for corrections."""
    found = session_to_change(request, session)
    try:
        services.unlock(actor=request.user, session=found, version=_version(request))
    except (WrongStateError, ConflictError):
        messages.error(request, _("It can't be unlocked any more. You can still add to it, with a date."))
    else:
        messages.success(request, _("Unlocked. The team reads it again once you share it."))
    return redirect("session", found.pk)


@require_POST
@confidential
def session_add(request: MemberRequest, session: uuid.UUID) -> HttpResponse:
    """A dated addition to a session that is final."""
    found = session_to_change(request, session)
    form = AdditionForm(request.POST)
    if form.is_valid():
        try:
            session_records.add(actor=request.user, session=found, text=form.cleaned_data["text"])
        except WrongStateError:
            form.add_error(None, _("This session can still be changed itself: unlock it and correct it there."))
        else:
            messages.success(request, _("Added."))
            return redirect("session", found.pk)
    if found.state != State.SHARED:
        messages.error(request, _("This session is not shared yet."))
        return redirect("session", found.pk)
    return _record(request, found, form, status=422)


@require_safe
@confidential
def session_print(request: MemberRequest, session: uuid.UUID) -> HttpResponse:
    """A shared session on paper."""
    found = group_session(request, session)
    if found.state != State.SHARED:
        return redirect("session", found.pk)
    leads = can_change_session(request.user, found)
    return render(request, "supervision/sessions/print.html", record_page(found, request.user, leads))


def _record(request: MemberRequest, session: SupervisionSession, form: AdditionForm, status: int) -> HttpResponse:
    context: dict[str, Any] = record_page(session, request.user, True) | {"form": form}
    return render(request, "supervision/sessions/record.html", context, status=status)
