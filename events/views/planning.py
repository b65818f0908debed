"""The coordinator's desk: the events, one of them, planning, changing and calling off."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.forms.planning import CancelForm, Days, EventForm, Whole
from events.lines import lines_of
from events.models import LiveEvent
from events.permissions import may_look_after, may_plan, may_see_names, people_bookable_by, runs_event
from events.services import planning
from events.services.errors import DayInUseError, EventError, TooFewPlacesError
from events.views.finding import looked_after, run_by, team_crumbs
from people.decorators import member_required
from people.requests import MemberRequest

PER_PAGE = 30
GET_AND_POST = ["GET", "HEAD", "POST"]


@require_safe
@member_required
def index(request: MemberRequest) -> HttpResponse:
    """The events one looks after: coming, or past; numbers only, no names."""
    if not may_look_after(request.user):
        raise PermissionDenied
    past, today = request.GET.get("when") == "past", timezone.localdate()
    rows = LiveEvent.objects.visible_to(request.user).select_related("organisation")
    rows = rows.past(today) if past else rows.coming(today)
    context = {
        "page": Paginator(rows.with_places().with_attested(), PER_PAGE).get_page(request.GET.get("page")),
        "past": past,
        "query": "when=past" if past else "",
        "can_plan": may_plan(request.user),
        "crumbs": team_crumbs()[:1],
    }
    return render(request, "events/team/index.html", context)


@require_safe
@member_required
def detail(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """One event: who has a place, who waits, what is attested; only names that the person may see."""
    event = looked_after(request, public_id)
    user = request.user
    sees_all = may_see_names(user, event)
    people = None if sees_all else people_bookable_by(user, event)
    days = list(event.days.all())
    lines = lines_of(event, user, people)
    context = {
        "event": event,
        "days": days,
        "has_begun": bool(days) and days[0].on <= timezone.localdate(),
        "is_over": bool(days) and days[-1].on <= timezone.localdate(),
        "lines": lines,
        "booked": [line for line in lines if line.booking.state == "booked"],
        "waiting": [line for line in lines if line.booking.state == "waiting"],
        "to_attest": sum(line.booking.state == "booked" and line.outcome is None for line in lines),
        "sees_all": sees_all,
        "runs": runs_event(user, event),
        "can_book": people_bookable_by(user, event).exists(),
        "crumbs": team_crumbs(),
    }
    return render(request, "events/team/detail.html", context)


@require_http_methods(GET_AND_POST)
@member_required
def add(request: MemberRequest) -> HttpResponse:
    """Plan an event."""
    if not may_plan(request.user):
        raise PermissionDenied
    return _form(request, LiveEvent(planned_by=request.user), _("Plan an event"))


@require_http_methods(GET_AND_POST)
@member_required
def edit(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change a planned event."""
    event = run_by(request, public_id)
    return _form(request, event, _("Change %(event)s") % {"event": event.title})


def _form(request: MemberRequest, event: LiveEvent, title: str) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form, days = EventForm(posted, instance=event, actor=request.user), Days(event, posted)
    adding_a_day = posted is not None and posted.get("days") == "more"
    if posted is not None and not adding_a_day:
        checked = [form.is_valid(), days.is_valid()]
        if all(checked) and (kept := _keep(request, form, days)):
            messages.success(request, _("Saved: %(event)s.") % {"event": kept.title})
            return redirect("team_event", public_id=kept.public_id)
    whole = Whole(form, days)
    wrong = posted is not None and not adding_a_day
    stored = event.pk is not None
    context = {
        "title": title,
        "form": form,
        "days": days,
        "whole": whole if wrong else None,
        "back": reverse("team_event", args=[event.public_id]) if stored else reverse("team_events"),
        "crumbs": team_crumbs(event if stored else None),
    }
    return render(request, "events/team/form.html", context, status=422 if wrong else 200)


def _keep(request: MemberRequest, form: EventForm, days: Days) -> LiveEvent | None:
    """The event as saved; None with its reason beside the field where something stood in the way."""
    event = form.event()
    facts: dict[str, Any] = {"event": event, "days": days.chosen(), "adaptations": form.cleaned_data["adaptations"]}
    try:
        if event.pk is None:
            return planning.plan(actor=request.user, **facts)
        return planning.change(actor=request.user, **facts)
    except TooFewPlacesError as error:
        form.add_error("capacity", str(error.words))
    except DayInUseError as error:
        days.forms[0].add_error("on", str(error.words))
    except EventError as error:
        form.add_error(None, str(error.words))
    return None


@require_http_methods(GET_AND_POST)
@member_required
def cancel(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Call it off."""
    event = run_by(request, public_id)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            planning.cancel(actor=request.user, event=event, reason=form.cleaned_data["reason"])
        except EventError as error:
            form.add_error(None, str(error.words))
        else:
            messages.success(request, _("The event is cancelled, and everybody booked is told."))
            return redirect("team_event", public_id=event.public_id)
    context = {
        "form": form,
        "title": _("Cancel %(event)s") % {"event": event.title},
        "text": _("Everybody who has a place or waits for one is told. It can't be undone."),
        "submit": _("Cancel the event"),
        "cancel": reverse("team_event", args=[event.public_id]),
        "crumbs": team_crumbs(event),
    }
    return render(request, "people/form.html", context, status=422 if form.errors else 200)
