"""Booking others: many at once, and taking somebody off."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from events.forms.booking import BookPeopleForm
from events.lines import memberships_today, team_of
from events.models import Booking, LiveEvent
from events.permissions import may_give_up, people_bookable_by
from events.services import booking as places
from events.services.errors import EventError, NeededFirstError
from events.views.finding import looked_after, team_crumbs
from people.decorators import member_required
from people.models import Team, User
from people.requests import MemberRequest

MOST_SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def book_people(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Tick people, or type their addresses."""
    event = looked_after(request, public_id)
    bookable = people_bookable_by(request.user, event)
    if not bookable.exists():
        raise PermissionDenied
    found = _Found(request, event)
    form = BookPeopleForm(
        request.POST if request.method == "POST" else None, actor=request.user, event=event, shown=found.people
    )
    if request.method == "POST" and form.is_valid() and _book(request, event, form):
        return redirect("team_event", public_id=event.public_id)
    boxes = zip(form["people"], found.people, strict=True)
    context = {
        "event": event,
        "form": form,
        "found": found,
        "boxes": [(box, team_of(person)) for box, person in boxes],
        "free": max(0, event.capacity - getattr(event, "booked", 0)),
        "crumbs": team_crumbs(event),
    }
    return render(request, "events/team/book.html", context, status=422 if form.errors else 200)


class _Found:
    """The people to tick: those of a team or by name, who are not booked yet."""

    def __init__(self, request: MemberRequest, event: LiveEvent) -> None:
        self.words = request.GET.get("q", "").replace("\0", "").strip()[:100]
        self.team = request.GET.get("team", "")[:36]
        bookable = people_bookable_by(request.user, event)
        self.teams = Team.objects.filter(memberships__user__in=bookable.order_by()).distinct().order_by("name")
        taken = Booking.objects.open().filter(event=event).values("user")
        rows = bookable.exclude(pk__in=taken).named(self.words)
        if self.team in {str(team.public_id) for team in self.teams}:
            rows = rows.filter(memberships__team__public_id=self.team).distinct()
        rows = rows.prefetch_related(memberships_today())
        self.people: list[User] = list(rows[: MOST_SHOWN + 1])
        self.is_cut = len(self.people) > MOST_SHOWN
        self.people = self.people[:MOST_SHOWN]


def _book(request: MemberRequest, event: LiveEvent, form: BookPeopleForm) -> bool:
    """Whether it was done; what stood in the way is beside the field."""
    wanted: dict[str, Any] = {"wanted": form.wanted(), "vouched": form.vouched_for()}
    try:
        made = places.book_many(actor=request.user, event=event, **wanted)
    except NeededFirstError as error:
        where = "vouched" if "vouched" in form.fields else "people"
        form.add_error(where, _("Something is needed first: %(what)s") % {"what": error.words})
        return False
    except EventError as error:
        form.add_error("people", str(error.words))
        return False
    booked = sum(row.state == Booking.State.BOOKED for row in made)
    said = ngettext("%(n)d person has a place.", "%(n)d people have a place.", booked) % {"n": booked}
    waits = len(made) - booked
    if waits:
        said += " " + ngettext("%(n)d is on the waiting list.", "%(n)d are on the waiting list.", waits) % {"n": waits}
    messages.success(request, said)
    return True


@require_POST
@member_required
def take_off(request: MemberRequest, public_id: uuid.UUID, booking_id: uuid.UUID) -> HttpResponse:
    """Free somebody's place, or take them off the waiting list."""
    event = looked_after(request, public_id)
    rows = Booking.objects.filter(event=event).select_related("event", "user")
    booking = get_object_or_404(rows, public_id=booking_id)
    if not may_give_up(request.user, event, booking.user):
        raise PermissionDenied
    try:
        places.give_up(actor=request.user, booking=booking)
    except EventError as error:
        messages.error(request, str(error.words))
    else:
        messages.success(request, _("%(name)s is no longer booked.") % {"name": booking.user.name})
    return redirect("team_event", public_id=event.public_id)
