"""Events as their pages get them: what the person may not see is not there."""

from __future__ import annotations

import uuid

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import LiveEvent
from events.permissions import may_look_after, may_see_names, runs_event
from people.requests import MemberRequest

Crumbs = list[tuple[str, str]]


def event_for(request: MemberRequest, public_id: uuid.UUID) -> LiveEvent:
    """One that the person may see, with how many places are taken."""
    rows = LiveEvent.objects.visible_to(request.user).with_places().select_related("organisation", "leader")
    return get_object_or_404(rows.prefetch_related("days", "adaptations"), public_id=public_id)


def looked_after(request: MemberRequest, public_id: uuid.UUID) -> LiveEvent:
    """One in the team area: for who plans, leads a team or counts, and for the trainer it names."""
    event = event_for(request, public_id)
    if not may_look_after(request.user) and not may_see_names(request.user, event):
        raise PermissionDenied
    return event


def run_by(request: MemberRequest, public_id: uuid.UUID) -> LiveEvent:
    """One that the person runs."""
    event = looked_after(request, public_id)
    if not runs_event(request.user, event):
        raise PermissionDenied
    return event


def with_register(request: MemberRequest, public_id: uuid.UUID) -> LiveEvent:
    """One whose register the person takes."""
    event = looked_after(request, public_id)
    if not may_see_names(request.user, event):
        raise PermissionDenied
    return event


def team_crumbs(event: LiveEvent | None = None) -> Crumbs:
    """Where a page of the team area stands."""
    crumbs = [(_("Teams"), reverse("team_index")), (_("Live events"), reverse("team_events"))]
    return [*crumbs, (event.title, reverse("team_event", args=[event.public_id]))] if event else crumbs
