"""Sessions: which there are, planning the next one, its agenda, beginning and cancelling it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.models import Team
from people.permissions import teams_with_role
from people.querysets import LEADING
from people.requests import MemberRequest
from people.roles import TEAM_ROLES
from supervision.forms.finishing import AdditionForm
from supervision.forms.sessions import CancelForm, PlanForm
from supervision.meetings import NextSession, next_group_session
from supervision.models import SupervisionSession
from supervision.permissions import can_change_session, role_in_team
from supervision.reading import reads_as
from supervision.services import sessions as services
from supervision.services.errors import NotReadyError, WrongStateError
from supervision.session_pages import agenda_page, record_page
from supervision.views.opened import confidential

SHOWN = 60
State = SupervisionSession.State


def group_session(request: MemberRequest, key: uuid.UUID) -> SupervisionSession:
    """A group session of one's teams, or nothing at all."""
    rows = SupervisionSession.objects.visible_to(request.user).filter(kind=SupervisionSession.Kind.GROUP)
    session = get_object_or_404(rows.select_related("team", "leader"), pk=key)
    reads_as(role_in_team(request.user, session.team_id), session.organisation_id)
    return session


def session_to_change(request: MemberRequest, key: uuid.UUID) -> SupervisionSession:
    """The same, for whoever leads it; its team may look and not touch."""
    session = group_session(request, key)
    if not can_change_session(request.user, session):
        raise PermissionDenied
    return session


def upcoming(request: MemberRequest) -> list[NextSession]:
    """The next session of each team one is in."""
    return list(next_group_session(teams_with_role(request.user, *TEAM_ROLES)).values())


def led_teams(request: MemberRequest) -> set[int]:
    """Keys of the teams whose sessions one leads."""
    return set(teams_with_role(request.user, *LEADING).values_list("pk", flat=True))


@require_safe
@confidential
def sessions(request: MemberRequest) -> HttpResponse:
    """Past and coming group sessions of one's teams, the newest first."""
    rows = SupervisionSession.objects.visible_to(request.user).filter(kind=SupervisionSession.Kind.GROUP)
    context = {
        "cards": upcoming(request),
        "leads": led_teams(request),
        "sessions": rows.select_related("team", "leader")[:SHOWN],
    }
    return render(request, "supervision/sessions/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def session_plan(request: MemberRequest) -> HttpResponse:
    """Plan a session for a team one leads; asking twice for the same hour plans one."""
    teams = list(next_group_session(teams_with_role(request.user, *LEADING)).values())
    if not teams:
        raise PermissionDenied
    form = PlanForm(request.POST if request.method == "POST" else None, teams=teams)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            planned = services.plan(
                actor=request.user, team=values["team"], starts_at=form.starts_at, mode=values["mode"]
            )
        except NotReadyError:
            form.add_error(None, _("No record can be made before the organisation has set how long records are kept."))
        else:
            return redirect("session", planned.pk)
    return render(request, "supervision/sessions/plan.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@confidential
def session_open(request: MemberRequest) -> HttpResponse:
    """From the front page: this week's session, begun with one press."""
    teams = Team.objects.filter(pk__in=teams_with_role(request.user, *TEAM_ROLES).values("pk"))
    team = get_object_or_404(teams, public_id=_key(request.POST.get("team", "")))
    if team.pk not in led_teams(request):
        raise PermissionDenied
    try:
        session = services.open_now(actor=request.user, team=team)
    except NotReadyError:
        messages.error(request, _("No record can be made before the organisation has set how long records are kept."))
        return redirect("sessions")
    return _into(session)


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)


@require_POST
@confidential
def session_begin(request: MemberRequest, session: uuid.UUID) -> HttpResponse:
    """Lay out the agenda and go to the first case."""
    found = session_to_change(request, session)
    try:
        return _into(services.begin(actor=request.user, session=found))
    except WrongStateError:
        messages.error(request, _("This session is over or was cancelled."))
        return redirect("session", found.pk)


def _into(session: SupervisionSession) -> HttpResponse:
    """To its first case that is not written yet; without any case, to the session."""
    rows = session.cases.order_by("is_discussed", "position").values_list("case_id", flat=True)
    first = rows.first()
    return redirect("session_case", session.pk, first) if first else redirect("session", session.pk)


@require_safe
@confidential
def session(request: MemberRequest, session: uuid.UUID) -> HttpResponse:
    """The agenda before and during it, the record once it is shared."""
    found = group_session(request, session)
    leads = can_change_session(request.user, found)
    if found.state == State.SHARED:
        context = record_page(found, request.user, leads) | {"form": AdditionForm()}
        return render(request, "supervision/sessions/record.html", context)
    context = agenda_page(found, request.user, leads) | {"form": CancelForm()}
    return render(request, "supervision/sessions/agenda.html", context)


@require_POST
@confidential
def session_cancel(request: MemberRequest, session: uuid.UUID) -> HttpResponse:
    """It does not take place; a reason has to be chosen."""
    found = session_to_change(request, session)
    form = CancelForm(request.POST)
    if not form.is_valid():
        context = agenda_page(found, request.user, True) | {"form": form}
        return render(request, "supervision/sessions/agenda.html", context, status=422)
    try:
        services.cancel(actor=request.user, session=found, because=form.cleaned_data["because"])
    except WrongStateError:
        messages.error(request, _("Only a session that has not begun can be cancelled."))
    else:
        messages.success(request, _("Cancelled. The reason is counted, and nothing else is kept of it."))
    return redirect("session", found.pk)
