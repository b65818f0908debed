"""One's calendar for a calendar program: its secret address, and the file that stands there."""

from __future__ import annotations

import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people.addresses import at_home
from people.calendar import entries_of
from people.calendar_file import written
from people.decorators import member_required
from people.requests import MemberRequest
from people.services import calendar_addresses

BEFORE, AHEAD, SOON = datetime.timedelta(days=30), datetime.timedelta(days=182), datetime.timedelta(days=14)
SHOWN = 8


@require_http_methods(["GET", "POST"])
@member_required
def calendar(request: MemberRequest) -> HttpResponse:
    """What comes next, and the address to follow it from: made, shown, renewed, removed."""
    if request.method == "POST":
        if "remove" in request.POST:
            calendar_addresses.remove(actor=request.user)
            messages.success(request, _("Your calendar has no address any more."))
        else:
            calendar_addresses.make(actor=request.user)
            messages.success(request, _("Your calendar has a new address. An earlier one shows nothing from now on."))
        return redirect("calendar")
    token = calendar_addresses.token_of(request.user)
    today = timezone.localdate()
    context = {
        "address": at_home(reverse("calendar_feed", args=[token])) if token else "",
        "coming": entries_of(request.user, today, today + SOON)[:SHOWN],
    }
    return render(request, "people/calendar.html", context)


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The file, for whoever has the address. A wrong one, and one of somebody who has left, are unknown."""
    person = calendar_addresses.owner_of(token)
    if person is None:
        raise Http404
    today = timezone.localdate()
    with translation.override(person.language):
        entries = entries_of(person, today - BEFORE, today + AHEAD)
        content = written(entries, name="Hearth", language=person.language)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="hearth.ics"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
