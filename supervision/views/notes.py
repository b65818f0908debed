"""Quick notes: one tap, a few lines, a case's code; they save themselves and are their author's alone."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.permissions import has_role
from people.requests import MemberRequest
from people.roles import TEAM_ROLES, Role
from supervision.forms.notes import NoteForm
from supervision.models import CaseReference, QuickNote
from supervision.reading import reads_as
from supervision.screening import masked
from supervision.services import notes
from supervision.services.errors import NotAllowedError, NotReadyError, WrongStateError
from supervision.views.opened import confidential

SHOWN = 100


@require_safe
@confidential
def quick_notes(request: MemberRequest) -> HttpResponse:
    """One's own notes, those waiting first."""
    mine = QuickNote.objects.visible_to(request.user).select_related("case", "used_in")
    found = list(mine.order_by("used_at", "-saved_at")[:SHOWN])
    if found:
        reads_as("author", found[0].organisation_id)
    waiting = [note for note in found if note.used_in_id is None]
    used = [note for note in found if note.used_in_id is not None]
    return render(request, "supervision/prep/notes.html", {"waiting": waiting, "used": used})


@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def quick_note(request: MemberRequest) -> HttpResponse:
    """A new note; it gets its id here, so that sending it twice keeps it once."""
    if not has_role(request.user, *TEAM_ROLES):
        raise PermissionDenied
    if request.method == "POST":
        return _kept(request, None)
    case = request.GET.get("case", "")
    form = NoteForm(initial={"key": uuid.uuid4(), "case": case}, cases=_cases(request))
    return _page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def quick_note_open(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """One of one's own notes, to go on with."""
    note = get_object_or_404(QuickNote.objects.visible_to(request.user).select_related("case"), pk=key)
    reads_as("author", note.organisation_id)
    if request.method == "POST":
        return _kept(request, note)
    initial = {"key": note.pk, "text": note.text, "case": note.case_id}
    return _page(request, NoteForm(initial=initial, cases=_cases(request)), note)


@require_POST
@confidential
def quick_note_autosave(request: MemberRequest) -> HttpResponse:
    """Keep what is typed so far; what identifies somebody is replaced by a marker."""
    form = NoteForm(request.POST, cases=_cases(request))
    form.fields["text"].required = False
    form.screened = ()
    if not form.is_valid():
        return JsonResponse({"text": _("Not saved yet: the text is too long. Nothing is lost.")}, status=413)
    values = form.cleaned_data
    if not values["text"]:
        return JsonResponse({"text": ""})
    try:
        notes.keep(actor=request.user, key=values["key"], text=masked(values["text"]), case=values["case"])
    except NotReadyError:
        return JsonResponse({"text": str(_not_ready())}, status=409)
    except (NotAllowedError, WrongStateError):
        return JsonResponse({"text": _("Not saved: this note can't be changed any more.")}, status=409)
    at = timezone.localtime().strftime("%H:%M")
    return JsonResponse({"saved_at": at, "text": _("Saved, %(time)s") % {"time": at}})


@require_POST
@confidential
def quick_note_discard(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """Throw one of one's own notes away."""
    note = get_object_or_404(QuickNote.objects.visible_to(request.user), pk=key)
    notes.discard(actor=request.user, note=note)
    messages.success(request, _("The note is thrown away."))
    return redirect("quick_notes")


def _kept(request: MemberRequest, note: QuickNote | None) -> HttpResponse:
    form = NoteForm(request.POST, cases=_cases(request))
    if not form.is_valid():
        return _page(request, form, note, status=422)
    values = form.cleaned_data
    if note and note.pk != values["key"]:
        raise Http404
    try:
        notes.keep(actor=request.user, key=values["key"], text=values["text"], case=values["case"])
    except NotReadyError:
        form.add_error(None, _not_ready())
        return _page(request, form, note, status=409)
    except WrongStateError:
        form.add_error(None, _("This note is in a summary already, so it can't be changed. Your text is still here."))
        return _page(request, form, note, status=409)
    except NotAllowedError:
        raise Http404 from None
    messages.success(request, _("Saved. The note waits in the prep of its case.") if values["case"] else _("Saved."))
    return redirect("quick_notes")


def _page(request: MemberRequest, form: NoteForm, note: QuickNote | None, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "note": note}
    return render(request, "supervision/prep/note.html", context, status=status)


def _cases(request: MemberRequest) -> QuerySet[CaseReference]:
    """A therapist's own open cases; whoever leads a team sees all of its own."""
    cases = CaseReference.objects.visible_to(request.user).open().order_by("code")
    leads = has_role(request.user, Role.SUPERVISOR, Role.BACKUP_SUPERVISOR, Role.EXPERT)
    return cases if leads else cases.filter(therapist=request.user)


def _not_ready() -> str:
    return _("Nothing can be kept yet: your organisation has not set how long records are kept. Ask its lead.")
