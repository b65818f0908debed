"""Cases: opening one, moving it on, handing it over."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from people.permissions import teams_with_role
from people.requests import MemberRequest
from people.roles import TEAM_ROLES
from supervision.forms.cases import HandOverForm, MoveCaseForm, OpenCaseForm
from supervision.models import CaseReference
from supervision.permissions import can_change_case, can_open_case, supervises
from supervision.services.cases import NEXT, move_case, open_case
from supervision.services.errors import NotReadyError, WrongStateError
from supervision.services.hand_overs import call_off, hand_over, hand_over_all, plan
from supervision.views.case_pages import crumbs, keeping_of, seen
from supervision.views.opened import confidential

Status = CaseReference.Status
STEPS = {
    Status.OPEN: gettext_lazy("Open again"),
    Status.CLOSING: gettext_lazy("Closing: treatment is coming to its end"),
    Status.CLOSED: gettext_lazy("Closed: treatment has ended"),
    Status.ARCHIVED: gettext_lazy("Archived: out of every list; kept until its time has come"),
}


@require_http_methods(["GET", "POST"])
@confidential
def case_open(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """A new case of the team; its code is drawn when it is opened."""
    team = get_object_or_404(teams_with_role(request.user, *TEAM_ROLES), public_id=public_id)
    if not can_open_case(request.user, team.pk):
        raise PermissionDenied
    form = OpenCaseForm(request.POST or None, team=team, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            case = open_case(actor=request.user, team=team, **form.cleaned_data)
        except NotReadyError:
            form.add_error(None, _("Your organisation has not set its record keeping yet, so no case can be opened."))
        else:
            words = _("The case is open. Its code is below: note it beside the family in your own case system.")
            messages.success(request, words)
            return redirect("case", pk=case.pk)
    context = {"form": form, "team": team, "keeping": keeping_of(team.organisation_id), "crumbs": crumbs()}
    return render(request, "supervision/cases/open.html", context)


@require_http_methods(["GET", "POST"])
@confidential
def case_move(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """To its next state, or back where that is allowed."""
    case = seen(request, pk)
    if not can_change_case(request.user, case):
        raise PermissionDenied
    allowed: list[tuple[str, Any]] = [
        (value.value, words) for value, words in STEPS.items() if value in NEXT[case.status]
    ]
    form = MoveCaseForm(request.POST or None, case=case, allowed=allowed)
    if request.method == "POST" and form.is_valid():
        try:
            moved = move_case(actor=request.user, case=case, **form.cleaned_data)
        except WrongStateError:
            messages.error(request, _("The case has been moved meanwhile. Look at it before you move it again."))
        else:
            messages.success(request, _("Moved on: %(status)s.") % {"status": moved.get_status_display()})
        return redirect("case", pk=case.pk)
    return _form(request, case, form, _("Move the case on"), _("Move it"))


@require_http_methods(["GET", "POST"])
@confidential
def case_hand_over(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """To another therapist of the team, today or later: this case, or everything its therapist has open there."""
    case = seen(request, pk)
    if not supervises(request.user, case.team_id):
        raise PermissionDenied
    form = HandOverForm(request.POST or None, case=case)
    if request.method == "POST" and form.is_valid():
        try:
            _hand_over(request, case, form.cleaned_data)
        except WrongStateError:
            messages.error(request, _("This case is closed. Open it again before you hand it over."))
        return redirect("case", pk=case.pk)
    return _form(request, case, form, _("Hand over"), _("Hand over"))


def _hand_over(request: MemberRequest, case: CaseReference, chosen: dict[str, Any]) -> None:
    actor, therapist, actions = request.user, chosen["therapist"], chosen["actions"]
    day, everything = chosen["from_on"], chosen["scope"] == "all"
    if day > timezone.localdate():
        plan(actor=actor, case=case, therapist=therapist, from_on=day, everything=everything, with_actions=actions)
        words = _("Planned: from %(day)s it is with %(name)s. You can call it off until then.")
        messages.success(request, words % {"day": date_format(day, "j F"), "name": therapist})
        return
    if everything:
        number = len(
            hand_over_all(actor=actor, team=case.team, person=case.therapist, therapist=therapist, with_actions=actions)
        )
    else:
        hand_over(actor=actor, case=case, therapist=therapist, with_actions=actions)
        number = 1
    words = ngettext(
        "%(number)d case is handed over to %(name)s.", "%(number)d cases are handed over to %(name)s.", number
    )
    messages.success(request, words % {"number": number, "name": therapist})


@require_POST
@confidential
def case_hand_over_off(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """What is planned of the case does not take place."""
    case = seen(request, pk)
    if not supervises(request.user, case.team_id):
        raise PermissionDenied
    if call_off(actor=request.user, case=case):
        messages.success(request, _("The hand-over is called off."))
    else:
        messages.info(request, _("There was no hand-over to call off any more."))
    return redirect("case", pk=case.pk)


def _form(request: MemberRequest, case: CaseReference, form: Any, title: str, submit: str) -> HttpResponse:
    context = {"form": form, "case": case, "title": title, "submit": submit, "crumbs": crumbs(case)}
    return render(request, "supervision/cases/form.html", context)
