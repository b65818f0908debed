"""Writing up a case while the session takes place: saved with a check, autosaved for oneself, never over anybody."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.requests import MemberRequest
from supervision.conflicts import known_marks, mark, met, settled
from supervision.editor_page import draft_values, editor_page, next_case, offered, team_people
from supervision.forms.session_case import SessionCaseForm, posted_values, values_of
from supervision.models import SessionCase, SupervisionSession
from supervision.permissions import can_change_session, role_in_team
from supervision.reading import reads_as
from supervision.screening import masked_in
from supervision.services import drafts
from supervision.services import sessions as services
from supervision.services.errors import ConflictError, WrongStateError
from supervision.session_words import LABELS, in_words
from supervision.views.opened import confidential
from supervision.views.quick import quick_of, took_back

RELATED = ("session__team", "case__therapist", "case__adaptation", "review__therapist", "saved_by")


def case_in_session(request: MemberRequest, session: uuid.UUID, case: uuid.UUID) -> SessionCase:
    """A case of a group session that one may see, found through that session and no other way."""
    rows = SessionCase.objects.visible_to(request.user).filter(session__kind=SupervisionSession.Kind.GROUP)
    row = get_object_or_404(rows.select_related(*RELATED), session=session, case=case)
    reads_as(role_in_team(request.user, row.session.team_id), row.organisation_id)
    return row


def case_to_write(request: MemberRequest, session: uuid.UUID, case: uuid.UUID) -> SessionCase:
    """The same, for whoever leads the session."""
    row = case_in_session(request, session, case)
    if not can_change_session(request.user, row.session):
        raise PermissionDenied
    return row


@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def session_case(request: MemberRequest, session: uuid.UUID, case: uuid.UUID) -> HttpResponse:
    """The editor while the session is under way; the record once it is shared."""
    if request.method == "POST":
        return _posted(request, case_to_write(request, session, case))
    row = case_in_session(request, session, case)
    if row.session.state != SupervisionSession.State.LIVE:
        return redirect("session", row.session_id)
    stored = values_of(row)
    draft = drafts.of(request.user, row)
    when = offered(draft, row, stored)
    if draft is not None and when and request.GET.get("draft"):
        kept = draft_values(draft, stored)
        return _page(request, row, kept, stored, version=draft.base_version, marks=draft.content.get("marks"))
    return _page(request, row, stored, stored, offered=when)


def _posted(request: MemberRequest, row: SessionCase) -> HttpResponse:
    stored = values_of(row)
    people = [person.name for person in team_people(row.session)]
    form = SessionCaseForm(request.POST, stored=stored, known_names=people)
    undone = took_back(request, row) is not None
    quick = quick_of(request, row)
    if quick or undone or "line" in request.POST:
        shown = posted_values(request.POST, stored["last_goals"], shown=True)
        return _page(request, row, shown, stored, form=form, quick=quick, again=True)
    if not form.is_valid():
        return _page(request, row, form.values, stored, form=form, again=True, status=422)
    version = posted_version(request)
    values = form.values
    if version == row.version:
        values = settled(_choices(request), values, stored)
    try:
        services.save_case(actor=request.user, row=row, version=version, **values)
    except ConflictError:
        return _conflict(request, row, values)
    except WrongStateError:
        form.add_error(None, _("The session was shared meanwhile, so this is not saved. Your words are still here."))
        return _page(request, row, values, stored, form=form, again=True, status=409)
    return _onwards(request, row)


def posted_version(request: MemberRequest) -> int:
    """The version of the record that the form was opened with."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isdecimal() and len(sent) < 9 else 0


def _choices(request: MemberRequest) -> dict[str, str]:
    return {name: request.POST[f"keep-{name}"] for name in LABELS if f"keep-{name}" in request.POST}


def posted_marks(request: MemberRequest) -> dict[str, str]:
    """What each field was when the form was opened."""
    return known_marks({name: request.POST.get(f"was-{name}") for name in LABELS})


def _conflict(request: MemberRequest, row: SessionCase, mine: dict[str, Any]) -> HttpResponse:
    """Both texts side by side. What is the same already (a form sent twice) is simply saved."""
    row = SessionCase.objects.select_related(*RELATED).get(pk=row.pk)
    theirs = values_of(row)
    mine["minutes"] = theirs["minutes"] = max(mine["minutes"], theirs["minutes"])
    meeting = met(mine, theirs, posted_marks(request))
    if mine == theirs:
        return _onwards(request, row)
    rows = [
        {
            "name": name,
            "label": LABELS[name],
            "yours": in_words(name, mine[name]),
            "theirs": in_words(name, theirs[name]),
        }
        for name in meeting.asked
    ]
    conflict = {"rows": rows, "taken": [LABELS[name] for name in meeting.taken]}
    drafts.keep(actor=request.user, record=row, base_version=row.version, content=_draft(meeting.values, theirs))
    return _page(request, row, meeting.values, theirs, conflict=conflict, status=409)


def _draft(values: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
    return {"values": masked_in(values), "marks": {name: mark(value) for name, value in base.items()}}


def _onwards(request: MemberRequest, row: SessionCase) -> HttpResponse:
    """Where the button says: the next case, the end of the session, or here again."""
    wanted = request.POST.get("save", "")
    following = next_case(row.session, row) if wanted == "next" else None
    if wanted == "finish" or (wanted == "next" and following is None):
        return redirect("session_finish", row.session_id)
    return redirect("session_case", row.session_id, following.case_id if following else row.case_id)


def _page(
    request: MemberRequest,
    row: SessionCase,
    values: Mapping[str, Any],
    base: Mapping[str, Any],
    *,
    status: int = 200,
    again: bool = False,
    version: int | None = None,
    marks: Mapping[str, str] | None = None,
    **more: Any,
) -> HttpResponse:
    """The editor. `again`: the same form as before, with the version and marks that it was opened with."""
    context = editor_page(row, request.user, values, base) | {"version": version or row.version} | more
    if again:
        context |= {"version": posted_version(request), "marks": posted_marks(request)}
    if marks:
        context["marks"] = marks
    context["unsaved"] = dict(values) != dict(base)
    return render(request, "supervision/sessions/editor.html", context, status=status)


@require_POST
@confidential
def session_draft(request: MemberRequest, session: uuid.UUID, case: uuid.UUID) -> HttpResponse:
    """Throw away words of one's own that were not saved."""
    row = case_to_write(request, session, case)
    drafts.drop(actor=request.user, record=row)
    messages.success(request, _("Thrown away. Here is what was saved last."))
    return redirect("session_case", row.session_id, row.case_id)
