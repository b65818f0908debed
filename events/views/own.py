"""One's own side of live events: what is coming, one's place, signing in, the calendar file."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events import calendar, prerequisites
from events.forms.register import RoomCodeForm
from events.kinds import Prerequisite
from events.models import Attendance, Booking, EventOutcome, LiveEvent
from events.permissions import is_for, may_look_after, may_take_register, runs_event
from events.services import booking as places
from events.services import register
from events.services.errors import EventError, NoBookingError
from events.views.finding import event_for
from people.decorators import member_required
from people.requests import MemberRequest

MOST_PAST = 50
GET_AND_POST = ["GET", "HEAD", "POST"]


@require_safe
@member_required
def index(request: MemberRequest) -> HttpResponse:
    """One's places, what is coming, and what one was at."""
    user, today = request.user, timezone.localdate()
    mine = dict(Booking.objects.open().filter(user=user).values_list("event_id", "state"))
    coming = list(LiveEvent.objects.visible_to(user).coming(today).with_places().prefetch_related("adaptations"))
    outcomes = EventOutcome.objects.current().filter(user=user).select_related("event").order_by("-on", "-pk")
    context = {
        "mine": [_row(event, mine) for event in coming if event.pk in mine],
        "coming": [_row(event, mine) for event in coming if event.pk not in mine and not event.is_cancelled],
        "past": outcomes[:MOST_PAST],
        "looks_after": may_look_after(user),
    }
    return render(request, "events/index.html", context)


def _row(event: Any, mine: dict[int, str]) -> dict[str, Any]:
    return {"event": event, "state": mine.get(event.pk, ""), "free": max(0, event.capacity - event.booked)}


@require_safe
@member_required
def detail(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """One event: when, where, for whom, and one's place. Only who has a place reads how to join."""
    event = event_for(request, public_id)
    days = list(event.days.all())
    booking = Booking.objects.open().filter(event=event, user=request.user).first()
    begun = not days or days[0].starts_at <= timezone.now()
    missing = prerequisites.missing(event, [request.user.pk])[request.user.pk]
    confirmed = booking.confirmed if booking else []
    context = {
        "event": event,
        "days": days,
        "booking": booking,
        "has_place": booking is not None and booking.state == Booking.State.BOOKED,
        "before_me": _before(booking),
        "free": max(0, event.capacity - getattr(event, "booked", 0)),
        "begun": begun,
        "is_for_me": is_for(request.user, event),
        "needs": [(need.label, need not in missing or need in confirmed) for need in _needs(event)],
        "is_ready": not missing,
        "outcome": EventOutcome.objects.current().filter(event=event, user=request.user).first(),
        "today": next((day for day in days if day.on == timezone.localdate()), None),
        "signed_in": Attendance.objects.filter(day__event=event, user=request.user, signed_in_at__isnull=False)
        .filter(day__on=timezone.localdate())
        .first(),
        "client_id": uuid.uuid4(),
        "takes_register": may_take_register(request.user, event),
        "runs": runs_event(request.user, event),
        "crumbs": [(_("Live events"), reverse("events"))],
    }
    return render(request, "events/detail.html", context)


def _needs(event: LiveEvent) -> list[Prerequisite]:
    return [need for need in Prerequisite if need in event.prerequisites]


def _before(booking: Booking | None) -> int:
    """How many asked earlier and still wait."""
    if booking is None or booking.state != Booking.State.WAITING:
        return 0
    return Booking.objects.waiting().filter(event=booking.event_id, pk__lt=booking.pk).count()


@require_POST
@member_required
def book(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a place, or the next one in the waiting list."""
    event = event_for(request, public_id)
    try:
        made = places.book(actor=request.user, event=event, person=request.user, client_id=_client_id(request))
    except EventError as error:
        messages.error(request, str(error.words))
    else:
        if made.state == Booking.State.BOOKED:
            messages.success(request, _("You have a place. How to join is below."))
        else:
            messages.success(request, _("Every place is taken. You are on the waiting list."))
    return redirect("event", public_id=event.public_id)


def _client_id(request: MemberRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("client_id", ""))
    except ValueError:
        return uuid.uuid4()


@require_POST
@member_required
def give_up(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give one's place to somebody else, or stop waiting."""
    event = event_for(request, public_id)
    try:
        places.give_up(actor=request.user, booking=places.booking_of(event, request.user))
    except NoBookingError:
        messages.info(request, _("You have no place at this event any more."))
    except EventError as error:
        messages.error(request, str(error.words))
    else:
        messages.success(request, _("Done. Your place goes to whoever waits for one."))
    return redirect("event", public_id=event.public_id)


@require_http_methods(GET_AND_POST)
@member_required
def sign_in(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say that one is in the room: the square carries the code, which can be typed as well."""
    event = event_for(request, public_id)
    form = RoomCodeForm(request.POST if request.method == "POST" else None, initial={"code": _carried(request)})
    if request.method == "POST" and form.is_valid():
        try:
            register.sign_in(actor=request.user, event=event, code=form.cleaned_data["code"])
        except EventError as error:
            form.add_error("code", str(error.words))
        else:
            messages.success(request, _("You are signed in for today."))
            return redirect("event", public_id=event.public_id)
    context = {"event": event, "form": form, "carried": _carried(request), "crumbs": _own_crumbs(event)}
    return render(request, "events/sign_in.html", context, status=422 if form.errors else 200)


def _carried(request: MemberRequest) -> str:
    return request.GET.get("code", "").replace("\0", "")[:20]


def _own_crumbs(event: LiveEvent) -> list[tuple[str, str]]:
    return [(_("Live events"), reverse("events")), (event.title, event.href)]


@require_safe
@member_required
def calendar_file(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """The event's days for one's own calendar."""
    event = event_for(request, public_id)
    response = HttpResponse(calendar.file_of(event, event.days.all()), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{event.code.lower()}.ics"'
    return response
