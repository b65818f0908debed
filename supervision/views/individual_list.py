"""Individual supervision: the sessions one may see, and beginning one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.models import Membership, User
from people.permissions import has_role, teams_with_role
from people.requests import MemberRequest
from people.roles import SUPERVISING_ROLES, Role
from supervision.forms.individual import WithForm
from supervision.models import SupervisionSession
from supervision.services import sessions
from supervision.services.errors import NotReadyError
from supervision.views.opened import confidential

ON_A_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def individual(request: MemberRequest) -> HttpResponse:
    """Private sessions one may see; a POST begins one, for those who supervise."""
    supervises = has_role(request.user, *SUPERVISING_ROLES)
    form = WithForm(request.POST if request.method == "POST" else None, people=_therapists(request.user))
    if request.method == "POST":
        if not supervises:
            raise PermissionDenied
        if form.is_valid():
            return _begin(request, form)
    seen = SupervisionSession.objects.visible_to(request.user).filter(kind="individual")
    rows = seen.select_related("team", "person", "leader").order_by("-starts_at")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form if supervises else None, "page": page}
    status = 422 if form.errors else 200
    return render(request, "supervision/consultation/individual_list.html", context, status=status)


def _therapists(user: User) -> Any:
    """Those whom one supervises today, but not oneself."""
    teams = teams_with_role(user, *SUPERVISING_ROLES)
    members = Membership.objects.current().filter(team__in=teams).in_role(Role.THERAPIST, Role.SUPERVISOR)
    people = User.objects.filter(pk__in=members.values("user"), is_active=True)
    return people.exclude(pk=user.pk).order_by("name")


def _begin(request: MemberRequest, form: WithForm) -> HttpResponse:
    """Now, or the one that is under way with this person."""
    person = form.cleaned_data["person"]
    teams = teams_with_role(request.user, *SUPERVISING_ROLES)
    under_way = SupervisionSession.objects.filter(
        person=person, leader=request.user, state=SupervisionSession.State.LIVE, team__in=teams
    )
    session = under_way.first()
    if session is None:
        team = teams.filter(memberships__in=Membership.objects.current().filter(user=person)).first()
        try:
            planned = sessions.plan(
                actor=request.user,
                team=team or teams.get(),
                starts_at=timezone.now(),
                mode=form.cleaned_data["mode"],
                person=person,
            )
        except NotReadyError:
            messages.error(
                request, _("No record can be kept yet: the information governance lead has to set how long.")
            )
            return redirect("individual")
        session = sessions.begin(actor=request.user, session=planned)
    return redirect("individual_session", session.pk)
