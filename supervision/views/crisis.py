"""Crisis calls: logged on a phone, put right, made final within a day, looked at again."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.models import Membership, Team, User
from people.permissions import current_memberships, has_role, teams_with_role
from people.requests import MemberRequest
from people.roles import SUPERVISING_ROLES, TEAM_ROLES
from supervision.conflicts import met, settled
from supervision.consulted import marks_of
from supervision.forms.consultation import marks_in, version_in
from supervision.forms.crisis import CrisisForm, Values, typed, values_of
from supervision.models import CaseReference, CrisisConsultation, Draft, RecordKeeping
from supervision.permissions import can_write_crisis, role_in_team
from supervision.reading import reads_as
from supervision.screening import masked_in
from supervision.services import crises as services
from supervision.services import drafts
from supervision.services.errors import ConflictError, NotAllowedError, NotReadyError
from supervision.views.opened import confidential

LABEL = CrisisConsultation._meta.label_lower


def people_of(teams: QuerySet[Team]) -> list[User]:
    """Everybody who is in one of the teams today, once, by name."""
    members = Membership.objects.current().in_role(*TEAM_ROLES).filter(team__in=teams, user__is_active=True)
    return list(User.objects.filter(pk__in=members.values("user")).order_by("name"))


def form_for(request: MemberRequest, teams: QuerySet[Team], **kwargs: Any) -> CrisisForm:
    """The form with the open cases and people of the teams."""
    cases = CaseReference.objects.visible_to(request.user).open().filter(team__in=teams)
    return CrisisForm(cases=cases.select_related("team", "therapist"), people=people_of(teams), **kwargs)


@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def crisis(request: MemberRequest) -> HttpResponse:
    """Log a call, for those who supervise; a page that was left unsaved goes on where it was."""
    if not has_role(request.user, *SUPERVISING_ROLES):
        raise PermissionDenied
    teams = teams_with_role(request.user, *SUPERVISING_ROLES)
    if request.method == "POST":
        return _log(request, teams)
    left = _left_unsaved(request.user)
    key, values = (left.record_id, left.content["values"]) if left else (uuid.uuid4(), None)
    return _form(request, form_for(request, teams, initial=values), key=key, draft=left)


def _form(request: MemberRequest, form: CrisisForm, status: int = 200, **context: Any) -> HttpResponse:
    """With the safeguarding route of the organisation; where one supervises in several, each has its own page."""
    organisations = {m.organisation_id for m in current_memberships(request.user) if m.role in SUPERVISING_ROLES}
    keeping = RecordKeeping.objects.filter(organisation__in=organisations)[:2]
    context |= {"form": form, "keeping": keeping[0] if len(keeping) == 1 else None}
    return render(request, "supervision/consultation/crisis.html", context, status=status)


def _left_unsaved(user: User) -> Draft | None:
    """The newest draft of a call that was never logged."""
    mine = Draft.objects.visible_to(user).filter(record_type=LABEL, base_version=0)
    return mine.exclude(record_id__in=CrisisConsultation.objects.values("pk")).order_by("-saved_at").first()


def _log(request: MemberRequest, teams: QuerySet[Team]) -> HttpResponse:
    key = _key(request.POST.get("key", ""))
    form = form_for(request, teams, data=request.POST)
    if not form.is_valid():
        return _form(request, form, 422, key=key)
    try:
        logged = services.log(actor=request.user, key=key, call=form.call())
    except NotReadyError:
        form.add_error(None, _("No record can be kept yet: the information governance lead has to set how long."))
        return _form(request, form, 422, key=key)
    except NotAllowedError:
        raise Http404 from None
    drafts.drop(actor=request.user, record=logged)
    return redirect("crisis_note", logged.pk)


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()


@require_POST
@confidential
def crisis_autosave(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """What is being typed about a call, logged already or not, for its author alone."""
    found = CrisisConsultation.objects.filter(pk=pk).first()
    if not has_role(request.user, *SUPERVISING_ROLES) or (found and not can_write_crisis(request.user, found)):
        raise Http404
    if found and found.state == CrisisConsultation.State.FINAL:
        return JsonResponse({"text": _("This call is final. What you type is not kept.")}, status=409)
    content = {"values": masked_in(typed(request.POST)), "marks": marks_in(request.POST)}
    record = found or CrisisConsultation(pk=pk)
    drafts.keep(actor=request.user, record=record, base_version=version_in(request.POST), content=content)
    time = f"{timezone.localtime():%H:%M}"
    return JsonResponse({"saved_at": time, "text": _("Draft saved, %(time)s") % {"time": time}})


@require_POST
@confidential
def crisis_discard(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """Throw away one's unsaved text."""
    drafts.drop(actor=request.user, record=CrisisConsultation(pk=pk))
    known = CrisisConsultation.objects.visible_to(request.user).filter(pk=pk).exists()
    return redirect("crisis_change", pk) if known else redirect("crisis")


def seen_crisis(request: MemberRequest, pk: uuid.UUID) -> CrisisConsultation:
    """The call, where one may see it; the log says as what one reads."""
    found = CrisisConsultation.objects.visible_to(request.user).filter(pk=pk)
    related = ("team__organisation", "case__therapist", "caller", "taken_by", "follow_up_by", "saved_by")
    crisis = found.select_related(*related).first()
    if crisis is None:
        raise Http404
    reads_as(role_in_team(request.user, crisis.team_id), crisis.organisation_id)
    return crisis


@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def crisis_change(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """Put a call right before it is final."""
    crisis = seen_crisis(request, pk)
    if not can_write_crisis(request.user, crisis):
        raise PermissionDenied
    teams = Team.objects.filter(pk=crisis.team_id)
    if crisis.state == CrisisConsultation.State.FINAL:
        messages.warning(request, _("This call is final. Add what is missing below."))
        return redirect("crisis_note", crisis.pk)
    if request.method == "POST":
        return _change(request, crisis, teams)
    stored = values_of(crisis, people_of(teams))
    draft = drafts.of(request.user, crisis)
    values, marks, version = stored, marks_of(stored), crisis.version
    if draft:
        values, marks, version = draft.content["values"], draft.content["marks"], draft.base_version
    form = form_for(request, teams, initial=values)
    return _form(request, form, crisis=crisis, version=version, marks=json.dumps(marks), draft=draft)


def _change(request: MemberRequest, crisis: CrisisConsultation, teams: QuerySet[Team]) -> HttpResponse:
    marks, version = marks_in(request.POST), version_in(request.POST)
    choices = {name.removeprefix("keep-"): str(request.POST[name]) for name in request.POST if name[:5] == "keep-"}
    values = settled(choices, typed(request.POST), values_of(crisis, people_of(teams))) if choices else request.POST
    form = form_for(request, teams, data={**values, "not_a_name": "on"} if "not_a_name" in request.POST else values)
    context = {"crisis": crisis, "version": version, "marks": json.dumps(marks)}
    if not form.is_valid():
        return _form(request, form, 422, **context)
    try:
        services.save(actor=request.user, crisis=crisis, version=version, call=form.call())
    except ConflictError:
        return _conflict(request, crisis, teams, marks)
    drafts.drop(actor=request.user, record=crisis)
    return redirect("crisis_note", crisis.pk)


def _conflict(
    request: MemberRequest, crisis: CrisisConsultation, teams: QuerySet[Team], marks: dict[str, str]
) -> HttpResponse:
    """Another supervisor saved it meanwhile: both texts, and nothing is stored yet."""
    crisis = seen_crisis(request, crisis.pk)
    theirs = values_of(crisis, people_of(teams))
    meeting = met(typed(request.POST), theirs, marks)
    form = form_for(request, teams, initial=meeting.values)
    context = {
        "conflict": {
            "rows": [_row(form, name, meeting.values, theirs) for name in meeting.asked],
            "taken": [form.fields[name].label for name in meeting.taken],
            "saved_by": crisis.saved_by or crisis.taken_by,
            "saved_at": crisis.saved_at or crisis.created_at,
        },
        "crisis": crisis,
        "version": crisis.version,
        "marks": json.dumps(marks_of(theirs)),
    }
    return _form(request, form, 409, **context)


def _row(form: CrisisForm, name: str, mine: Values, theirs: Values) -> dict[str, str]:
    choices = {str(key): str(label) for key, label in getattr(form.fields[name], "choices", ())}
    yours, others = (str(choices.get(side[name], side[name])) for side in (mine, theirs))
    return {"name": name, "label": str(form.fields[name].label), "yours": yours, "theirs": others}
