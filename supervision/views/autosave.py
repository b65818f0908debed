"""What the editor's page asks for while somebody types. It opens no record and answers in a few words of JSON."""

from __future__ import annotations

import uuid

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people.requests import MemberRequest
from supervision.forms.session_case import posted_values, said_of
from supervision.models import SessionCase, SupervisionSession
from supervision.permissions import can_change_session
from supervision.screening import masked_in
from supervision.services import drafts
from supervision.views.editor import posted_marks, posted_version
from supervision.views.opened import confidential
from supervision.views.quick import quick_of, took_back

WORDS = ("last_goals", "advances", "barriers", "fit", "next_goals", "guidance")


def light_row(request: MemberRequest, session: uuid.UUID, case: uuid.UUID) -> SessionCase:
    """The case without its words, for whoever leads the session."""
    rows = SessionCase.objects.visible_to(request.user).filter(session__kind=SupervisionSession.Kind.GROUP)
    rows = rows.select_related("session__team", "case").defer(*WORDS)
    row = get_object_or_404(rows, session=session, case=case)
    if not can_change_session(request.user, row.session):
        raise PermissionDenied
    return row


@require_POST
@confidential
def session_autosave(request: MemberRequest, session: uuid.UUID, case: uuid.UUID) -> HttpResponse:
    """Keep what is being typed, for its author alone; the record is not touched."""
    row = light_row(request, session, case)
    values = posted_values(request.POST, []) | {"last_goals": said_of(request.POST)}
    content = {"values": masked_in(values), "marks": posted_marks(request)}
    draft = drafts.keep(actor=request.user, record=row, base_version=posted_version(request), content=content)
    time = f"{timezone.localtime(draft.saved_at):%H:%M}"
    words = _("Draft saved, %(time)s") % {"time": time}
    if content["values"] != values:
        words = _("Draft saved, %(time)s, without what identifies somebody") % {"time": time}
    return JsonResponse({"saved_at": time, "text": words})


@require_POST
@confidential
def session_action(request: MemberRequest, session: uuid.UUID, case: uuid.UUID) -> HttpResponse:
    """What the quick line means; `act=add` agrees on it and gives a line of the list, `act=undo:…` takes it back."""
    row = light_row(request, session, case)
    undone = took_back(request, row)
    if undone is not None:
        words = _("Taken back.") if undone else _("It is too late to take this back. Drop it in the list of actions.")
        return JsonResponse({"words": words}, status=200 if undone else 409)
    quick = quick_of(request, row)
    if quick is None:
        return JsonResponse({"words": "", "text": "", "problem": ""})
    meant = quick.meant
    answer = {"words": meant.in_words, "text": meant.text, "problem": meant.problem, "asks": meant.asks}
    if quick.added:
        html = render_to_string("supervision/parts/action_item.html", {"action": quick.added, "undo": True})
        return JsonResponse(answer | {"html": html}, status=201)
    return JsonResponse(answer, status=422 if request.POST.get("act") == "add" else 200)
