"""One consultation note: written, kept while one types, saved, read."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.requests import MemberRequest
from supervision.conflicts import met, settled
from supervision.consulted import CASE_TEXT, Values, complete, marks_of, posted
from supervision.forms.consultation import NoteForm, marks_in, version_in
from supervision.models import Action, ConsultationNote
from supervision.permissions import can_read_development
from supervision.screening import masked_in
from supervision.services import consultation as services
from supervision.services import drafts
from supervision.services.errors import ConflictError
from supervision.views.case_pages import keeping_of
from supervision.views.consultation_desk import Desk, conflict_context, led, quick_line, read_context, seen
from supervision.views.opened import confidential


@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def consultation_note(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """Final, it is read; before that, those who lead the team write in it."""
    if request.method == "POST":
        return _save(request, led(request, pk))
    note = seen(request, pk)
    if note.state == ConsultationNote.State.FINAL:
        return render(request, "supervision/consultation/read.html", read_context(request, note))
    desk = Desk.of(request, note)
    stored = desk.stored()
    draft = drafts.of(request.user, note)
    if draft is None:
        return _edit(request, desk, desk.form(initial=stored), note.version, marks_of(stored))
    kept, marks = draft.content["values"], draft.content["marks"]
    return _edit(request, desk, desk.form(initial=kept), draft.base_version, marks, draft=draft)


def _edit(
    request: MemberRequest, desk: Desk, form: NoteForm, version: int, marks: dict[str, str], **more: Any
) -> HttpResponse:
    status = more.pop("status", 200)
    context = {
        "note": desk.note,
        "form": form,
        "version": version,
        "marks": json.dumps(marks),
        "cases": [(part, desk.questions.get(part.glance.id, "")) for part in form.case_parts],
        "previous": _previous_actions(request, desk.note),
        "keeping": keeping_of(desk.note.organisation_id),
        **more,
    }
    return render(request, "supervision/consultation/edit.html", context, status=status)


def _previous_actions(request: MemberRequest, note: ConsultationNote) -> list[Action]:
    """What was agreed in the call before, done or not."""
    before = ConsultationNote.objects.filter(team_id=note.team_id, state="final", starts_at__lt=note.starts_at)
    last = before.order_by("-starts_at").values_list("pk", flat=True).first()
    if last is None:
        return []
    return list(Action.objects.visible_to(request.user).filter(source_id=last).select_related("owner"))


def _save(request: MemberRequest, note: ConsultationNote) -> HttpResponse:
    """Keep it, show one line more, or ask whose words count where two people wrote."""
    desk = Desk.of(request, note)
    typed = desk.posted(request.POST)
    if note.state == ConsultationNote.State.FINAL:
        return _too_late(request, note, typed)
    marks, version = marks_in(request.POST), version_in(request.POST)
    quick = quick_line(request.POST.get("quick", ""), desk.people)
    if quick or "line" in request.POST:
        typed["follow_ups"] = [*typed["follow_ups"], *quick]
        return _edit(request, desk, desk.form(initial=typed), version, marks, focus="follow-ups")
    form = desk.form(request.POST)
    if not form.is_valid():
        return _edit(request, desk, form, version, marks, status=422)
    choices = {name.removeprefix("keep-"): str(request.POST[name]) for name in request.POST if name[:5] == "keep-"}
    stored = desk.stored()
    values = settled(choices, complete(form.values(), stored), stored) if choices else form.values()
    try:
        services.save(actor=request.user, note=note, version=version, written=desk.written(values))
    except ConflictError:
        return _conflict(request, desk, values, marks)
    drafts.drop(actor=request.user, record=note)
    if "check" in request.POST:
        return redirect("consultation_check", note.pk)
    messages.success(request, _("Saved, %(time)s.") % {"time": f"{timezone.localtime():%H:%M}"})
    return redirect("consultation_note", note.pk)


def _conflict(request: MemberRequest, desk: Desk, mine: Values, marks: dict[str, str]) -> HttpResponse:
    """Somebody saved it since this form was opened: both texts, and nothing is stored yet."""
    desk.note.refresh_from_db()
    theirs = desk.stored()
    meeting = met(complete(mine, theirs), complete(theirs, mine), marks)
    form = desk.form(initial=meeting.values)
    more = conflict_context(desk, form, meeting, theirs)
    return _edit(request, desk, form, desk.note.version, marks_of(theirs), status=409, conflict=more)


def _too_late(request: MemberRequest, note: ConsultationNote, typed: Values) -> HttpResponse:
    """It was made final meanwhile: the note as it stands, and what was typed, to be copied into an addition."""
    unsaved = [text for name, text in typed.items() if isinstance(text, str) and " " in text.strip()]
    context = {**read_context(request, note), "unsaved": unsaved}
    return render(request, "supervision/consultation/read.html", context, status=409)


@require_POST
@confidential
def consultation_autosave(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """What is being typed, for its author alone; whatever identifies somebody is taken out first."""
    note = led(request, pk)
    if note.state == ConsultationNote.State.FINAL:
        return JsonResponse({"text": _("This note is final. What you type is not kept.")}, status=409)
    content = {"values": _typed(request, note), "marks": marks_in(request.POST)}
    drafts.keep(actor=request.user, record=note, base_version=version_in(request.POST), content=content)
    time = f"{timezone.localtime():%H:%M}"
    return JsonResponse({"saved_at": time, "text": _("Draft saved, %(time)s") % {"time": time}})


def _typed(request: MemberRequest, note: ConsultationNote) -> Values:
    """What was typed, without what identifies somebody."""
    keys = [found.group(1) for name in request.POST if (found := CASE_TEXT.fullmatch(name))]
    values: Values = masked_in(posted(request.POST, keys, development=can_read_development(request.user, note)))
    return values


@require_POST
@confidential
def consultation_discard(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """Throw away one's unsaved text and go on from what is saved."""
    note = led(request, pk)
    drafts.drop(actor=request.user, record=note)
    return redirect("consultation_note", note.pk)
