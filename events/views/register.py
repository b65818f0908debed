"""The register: marking on a phone, the code in the room, the list as a file, attesting, correcting."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from events import register_file, room_codes
from events.forms.register import CorrectionForm, RegisterForm, Row, mark_form
from events.lines import lines_of
from events.models import Attendance, EventDay, EventOutcome, LiveEvent
from events.permissions import runs_event
from events.services import attesting
from events.services import register as services
from events.services.errors import EventError
from events.views.finding import run_by, team_crumbs, with_register
from home.spreadsheets import csv_bytes
from learning.certificates import qr
from people.addresses import at_home
from people.decorators import member_required
from people.requests import MemberRequest

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_AND_POST)
@member_required
def take(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """One day's register: a line for each person with three large choices."""
    event = with_register(request, public_id)
    days = list(event.days.all())
    day = _day(request, days)
    form = _form(request, event, day) if day else RegisterForm()
    if day and request.method == "POST" and form.is_valid():
        try:
            marks = form.marks(request.POST.get("fill", ""))
            changed = services.take(actor=request.user, event=event, day=day, marks=marks)
        except EventError as error:
            messages.error(request, str(error.words))
        else:
            said = ngettext("Saved: %(n)d mark is new.", "Saved: %(n)d marks are new.", changed)
            messages.success(request, said % {"n": changed})
        return redirect(f"{reverse('event_register', args=[event.public_id])}?day={day.on}")
    context = {
        "event": event,
        "days": days,
        "day": day,
        "is_to_come": day is not None and day.on > timezone.localdate(),
        "form": form,
        "signed_in": sum(bool(row.attendance and row.attendance.signed_in_at) for row in form.rows),
        "runs": runs_event(request.user, event),
        "crumbs": team_crumbs(event),
    }
    return render(request, "events/team/register.html", context, status=422 if form.errors else 200)


def _day(request: MemberRequest, days: list[EventDay]) -> EventDay | None:
    """The one asked for; else today's, the last that has come, or the first."""
    today = timezone.localdate()
    asked = request.GET.get("day", "")
    named = [day for day in days if day.on.isoformat() == asked]
    come = [day for day in days if day.on <= today]
    return next(iter([*named, *reversed(come), *days]), None)


def _form(request: MemberRequest, event: LiveEvent, day: EventDay) -> RegisterForm:
    """Marks of the day for everybody with a place; one's own line and attested ones are read only."""
    posted = request.POST if request.method == "POST" else None
    noted = {row.user_id: row for row in Attendance.objects.filter(day=day)}
    rows = []
    for line in lines_of(event, request.user):
        if line.booking.state != "booked":
            continue
        person = line.booking.user
        seen = noted.get(person.pk)
        result = line.outcome.get_result_display() if line.outcome else ""
        fixed = line.is_self or line.outcome is not None
        mark = (seen.mark, seen.minutes) if seen else None
        form = None if fixed else mark_form(posted, day, f"p{person.pk}", mark)
        rows.append(Row(person, line.team, seen, form, result))
    return RegisterForm(rows)


@require_safe
@member_required
def room(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """The square and the code to show or print in the room; they work on that day only."""
    event = with_register(request, public_id)
    days = list(event.days.all())
    today = timezone.localdate()
    coming = [day for day in days if day.on >= today]
    asked = [day for day in coming if day.on.isoformat() == request.GET.get("day", "")]
    day = next(iter([*asked, *coming]), None)
    code = room_codes.code_of(day) if day else ""
    address = at_home(f"{reverse('event_sign_in', args=[event.public_id])}?code={code}")
    context = {
        "event": event,
        "day": day,
        "coming": coming,
        "is_today": day is not None and day.on == today,
        "code": code,
        "square": qr.svg(address) if day else "",
        "crumbs": team_crumbs(event),
    }
    return render(request, "events/team/room.html", context)


@require_safe
@member_required
def as_csv(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """The register as a file; no cell begins as a formula would."""
    event = with_register(request, public_id)
    table = csv_bytes(register_file.header(event), register_file.rows(event, request.user))
    response = HttpResponse(table, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="register-{event.code.lower()}.csv"'
    return response


@require_http_methods(GET_AND_POST)
@member_required
def attest(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Look at what everybody's attendance comes to, and vouch for it."""
    event = run_by(request, public_id)
    if request.method == "POST":
        try:
            made = attesting.attest(actor=request.user, event=event)
        except EventError as error:
            messages.error(request, str(error.words))
            return redirect("event_attest", public_id=event.public_id)
        said = ngettext("Attested for %(n)d person.", "Attested for %(n)d people.", len(made))
        messages.success(request, said % {"n": len(made)})
        return redirect("team_event", public_id=event.public_id)
    context = {
        "event": event,
        "preview": attesting.preview(event, request.user),
        "crumbs": team_crumbs(event),
    }
    return render(request, "events/team/attest.html", context)


@require_http_methods(GET_AND_POST)
@member_required
def correct(request: MemberRequest, public_id: uuid.UUID, outcome_id: uuid.UUID) -> HttpResponse:
    """Put right what was attested: a new line that takes the old one's place."""
    event = run_by(request, public_id)
    rows = EventOutcome.objects.filter(event=event).select_related("event", "user", "attested_by")
    outcome = get_object_or_404(rows.exclude(user=request.user), public_id=outcome_id)
    form = CorrectionForm(request.POST if request.method == "POST" else None, event.days.all(), outcome.days)
    if request.method == "POST" and form.is_valid():
        facts = {"marks": form.marks(), "reason": form.reason.cleaned_data["reason"]}
        try:
            attesting.correct(actor=request.user, outcome=outcome, **facts)
        except EventError as error:
            form.reason.add_error(None, str(error.words))
        else:
            messages.success(request, _("Corrected. The line before stays on record."))
            return redirect("team_event", public_id=event.public_id)
    history = EventOutcome.objects.filter(event=event, user=outcome.user).select_related("attested_by")
    context = {"event": event, "outcome": outcome, "form": form, "history": history, "crumbs": team_crumbs(event)}
    return render(request, "events/team/correct.html", context, status=422 if form.errors else 200)
