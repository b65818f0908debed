"""The front page of supervision: what is mine to do this week, by what I am."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from home.registered import address
from people.requests import MemberRequest
from supervision import front
from supervision.permissions import role_in_team
from supervision.reading import reads_as
from supervision.views.links import place
from supervision.views.opened import confidential

CHIPS = 6


@require_safe
@confidential
def supervision(request: MemberRequest) -> HttpResponse:
    """Own cases and actions; for those who lead, the team's; for those who guard or manage, what fits them."""
    teams = front.teams_of(request.user)
    team = front.chosen(teams, request.GET.get("team", ""))
    if team:
        reads_as(role_in_team(request.user, team.pk), team.organisation_id)
    view = front.team_view(request.user, team) if team else None
    context = {
        "teams": teams,
        "as_chips": len(teams) <= CHIPS,
        "view": view,
        "guarded": front.guarded(request.user),
        "counted": front.counted(request.user),
        "today": timezone.localdate(),
        "prep_href": address("prep"),
        "session_href": place("session", view.session.pk) if view and view.session else "",
        "sessions_href": address("sessions"),
        "actions_href": address("actions"),
    }
    return render(request, "supervision/home.html", context)
