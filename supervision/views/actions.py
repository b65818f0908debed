"""What was agreed: one's own, for those who lead the team's too; done, dropped, and back again."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from learning.services.enrolments import NoSuchModule
from people.models import Team
from people.permissions import teams_with_role
from people.requests import MemberRequest
from people.roles import TEAM_ROLES
from supervision.actions_list import listed
from supervision.forms.actions import ActionForm, members_of
from supervision.models import Action, CaseReference, SupervisionSession
from supervision.permissions import leads_session, role_in_team
from supervision.reading import reads_as
from supervision.services.actions import agree, can_finish, finish, reopen
from supervision.services.errors import WrongStateError
from supervision.views.opened import confidential

DONE, DROPPED, OPEN = Action.State.DONE.value, Action.State.DROPPED.value, Action.State.OPEN.value


@require_safe
@confidential
def actions(request: MemberRequest) -> HttpResponse:
    """Open ones by day, then what was done lately."""
    found = listed(request.user, get_language() or "en")
    for team in found.teams[:1]:
        reads_as(role_in_team(request.user, team.pk), team.organisation_id)
    leading = [team for team in found.teams if leads_session(request.user, team.pk)]
    context = {
        "mine": found.mine,
        "theirs": found.theirs,
        "lately": found.lately,
        "leading": leading,
        "today": timezone.localdate(),
        "crumbs": [(_("Supervision"), reverse("supervision"))],
    }
    return render(request, "supervision/actions/list.html", context)


@require_http_methods(["GET", "POST"])
@confidential
def action_new(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Something agreed, noted by whoever leads the team; it may be a module or a resource."""
    team = get_object_or_404(teams_with_role(request.user, *TEAM_ROLES), public_id=public_id)
    if not leads_session(request.user, team.pk):
        raise PermissionDenied
    reads_as(role_in_team(request.user, team.pk), team.organisation_id)
    people = members_of(team)
    cases = list(CaseReference.objects.visible_to(request.user).open().filter(team=team).order_by("code"))
    form = ActionForm(request.POST or None, people=people, cases=cases, known_names=[person.name for person in people])
    if request.method == "POST" and form.is_valid() and _agreed(request, team, form):
        messages.success(request, _("Agreed. It is on their list."))
        return redirect("actions")
    crumbs = [(_("Supervision"), reverse("supervision")), (_("Actions"), reverse("actions"))]
    return render(request, "supervision/actions/new.html", {"form": form, "team": team, "crumbs": crumbs})


def _agreed(request: MemberRequest, team: Team, form: ActionForm) -> bool:
    """Whether it was kept; if not, the form says why."""
    values: dict[str, Any] = form.chosen()
    source = _last_session(request, team) or values["case"]
    if source is None:
        form.add_error("case", _("Choose a case: the team has no session yet that this could belong to."))
        return False
    try:
        agree(actor=request.user, team=team, source=source, **values)
    except NoSuchModule:
        form.add_error("learning", _("This module is not in use any more. Choose another."))
        return False
    return True


def _last_session(request: MemberRequest, team: Team) -> SupervisionSession | None:
    """The group session that is under way or was last."""
    sessions = SupervisionSession.objects.visible_to(request.user).filter(team=team, kind="group")
    return sessions.exclude(state="cancelled").filter(starts_at__lte=timezone.now()).order_by("-starts_at").first()


@require_POST
@confidential
def action_done(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """Done, dropped, or open again."""
    action = get_object_or_404(Action.objects.visible_to(request.user).defer("text"), pk=pk)
    if not can_finish(request.user, action):
        raise PermissionDenied
    state = request.POST.get("state", DONE)
    try:
        if state == OPEN:
            reopen(actor=request.user, action=action)
        elif state in {DONE, DROPPED}:
            finish(actor=request.user, action=action, state=state)
    except WrongStateError:
        messages.warning(request, _("Somebody has done or dropped this already."))
    return redirect("today" if request.POST.get("next") == "today" else "actions")
