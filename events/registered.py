"""What live events put on Today and into the menus."""

from __future__ import annotations

from typing import cast

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Booking, EventDay, LiveEvent
from events.permissions import may_plan
from home.navigation import NavItem, register_account
from home.today import Panel, register
from people.models import User
from people.permissions import is_member, organisations_with_role
from people.roles import Role

NEXT_ORDER, TO_ATTEST_ORDER, MOST_TO_ATTEST = 12, 13, 5


@register_account
def own_events(request: HttpRequest) -> list[NavItem]:
    """Events, for every member."""
    return [NavItem(17, _("Live events"), reverse("events"), "calendar")] if is_member(request.user) else []


@register
def next_panel(request: HttpRequest) -> list[Panel]:
    """The next day the person has a place for, with how to join it."""
    user, today = cast(User, request.user), timezone.localdate()
    mine = Booking.objects.booked().filter(user=user, event__state=LiveEvent.State.PLANNED)
    days = EventDay.objects.filter(event__in=mine.values("event"), on__gte=today).select_related("event")
    now = timezone.localtime().time()
    day = days.exclude(on=today, ends__lt=now).order_by("on", "starts").first()
    if day is None:
        return []
    context = {"day": day, "event": day.event, "days_left": (day.on - today).days}
    return [Panel(NEXT_ORDER, "events/panels/next.html", context)]


@register
def to_attest_panel(request: HttpRequest) -> list[Panel]:
    """For coordinators, events that are over and wait to be attested."""
    if not may_plan(request.user):
        return []
    user, today = cast(User, request.user), timezone.localdate()
    mine = Q(organisation=None) | Q(organisation__in=organisations_with_role(user, Role.COORDINATOR))
    waiting = LiveEvent.objects.filter(mine).to_attest(today).with_places()
    found = list(waiting[:MOST_TO_ATTEST])
    return [Panel(TO_ATTEST_ORDER, "events/panels/to_attest.html", {"events": found})] if found else []
