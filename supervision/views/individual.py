"""One individual session: written up, shared, opened to the expert, added to."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.requests import MemberRequest
from supervision.conflicts import met, settled
from supervision.consulted import marks_of
from supervision.forms.additions import AdditionForm
from supervision.forms.consultation import marks_in, version_in
from supervision.forms.individual import TalkForm, typed, values_of
from supervision.models import Action, Addendum, DevelopmentPlan, OpenedToExpert, SupervisionSession
from supervision.permissions import role_in_team
from supervision.quick_actions import parsed
from supervision.reading import reads_as
from supervision.saved import last_saved
from supervision.screening import masked_in
from supervision.services import actions, drafts, sessions
from supervision.services import individual as services
from supervision.services.errors import ConflictError, NotAllowedError, WrongStateError
from supervision.views.case_pages import keeping_of
from supervision.views.opened import confidential
from supervision.words import Method, Principle

State = SupervisionSession.State


def seen_session(request: MemberRequest, pk: uuid.UUID) -> SupervisionSession:
    """The session, where one may see it; the log says as what one reads."""
    found = SupervisionSession.objects.visible_to(request.user).filter(pk=pk, kind="individual")
    session = found.select_related("team__organisation", "person", "leader").first()
    if session is None:
        raise Http404
    reads_as(role_in_team(request.user, session.team_id), session.organisation_id)
    return session


@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def individual_session(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """Under way, it is written by whoever supervises; shared, both read it, add to it and may open it."""
    session = seen_session(request, pk)
    if request.method == "POST":
        acts = {"save": _save, "share": _save, "action": _save, "add": _add, "open": _open}
        return acts.get(request.POST.get("do", ""), _save)(request, session)
    if session.state == State.LIVE and services.can_write(request.user, session):
        stored = values_of(session)
        draft = drafts.of(request.user, session)
        values, marks, version = stored, marks_of(stored), session.version
        if draft:
            values, marks, version = draft.content["values"], draft.content["marks"], draft.base_version
        return _edit(request, session, TalkForm(initial=values), version, marks, draft=draft)
    return _read(request, session)


def _edit(
    request: MemberRequest,
    session: SupervisionSession,
    form: TalkForm,
    version: int,
    marks: dict[str, str],
    **more: Any,
) -> HttpResponse:
    status = more.pop("status", 200)
    context = {"session": session, "form": form, "version": version, "marks": json.dumps(marks), **more}
    context["goals"] = goals_of(request, session)
    context["keeping"] = keeping_of(session.organisation_id)
    context["actions"] = Action.objects.visible_to(request.user).filter(source_id=session.pk).select_related("owner")
    return render(request, "supervision/consultation/individual_edit.html", context, status=status)


def _read(request: MemberRequest, session: SupervisionSession, status: int = 200, **more: Any) -> HttpResponse:
    """Before it is shared, only whoever supervises sees its words."""
    shown = session.state == State.SHARED or services.can_write(request.user, session)
    own = request.user.pk in {session.person_id, session.leader_id}
    opened = set(OpenedToExpert.objects.filter(record_id=session.pk).values_list("by", flat=True))
    added = Addendum.objects.filter(record_type=session._meta.label_lower, record_id=session.pk)
    adds = session.state == State.SHARED and (own or services.can_write(request.user, session))
    context = {
        "session": session,
        "shown": shown,
        "principles": [Principle(number).label for number in session.principles] if shown else [],
        "methods": [Method(name).label for name in session.methods] if shown else [],
        "actions": Action.objects.visible_to(request.user).filter(source_id=session.pk).select_related("owner"),
        "goals": goals_of(request, session) if shown else [],
        "additions": added.select_related("author") if shown else [],
        "addition": AdditionForm() if adds else None,
        "may_open": own and session.state == State.SHARED and request.user.pk not in opened,
        "opened": len(opened),
        **more,
    }
    return render(request, "supervision/consultation/individual.html", context, status=status)


def goals_of(request: MemberRequest, session: SupervisionSession) -> list[str]:
    """What the person's development plan of today is after, for those who may read the plan."""
    plans = DevelopmentPlan.objects.visible_to(request.user).filter(
        therapist=session.person_id, team=session.team_id, state__in=["agreed", "review"]
    )
    plan = plans.order_by("-starts_on").first()
    return [str(goal["text"]) for goal in plan.goals if goal.get("text")] if plan else []


def _save(request: MemberRequest, session: SupervisionSession) -> HttpResponse:
    """Keep it, and then share it or note an action where that button was pressed."""
    if not services.can_write(request.user, session):
        raise PermissionDenied
    if session.state != State.LIVE:
        typed_texts = [text for text in typed(request.POST).values() if isinstance(text, str) and text.strip()]
        return _read(request, session, 409, unsaved=typed_texts)
    marks, version, stored = marks_in(request.POST), version_in(request.POST), values_of(session)
    choices = {name.removeprefix("keep-"): str(request.POST[name]) for name in request.POST if name[:5] == "keep-"}
    values = settled(choices, typed(request.POST), stored) if choices else typed(request.POST)
    values["not_a_name"] = "on" if "not_a_name" in request.POST else None
    values["quick"] = str(request.POST.get("quick", ""))
    sent = {name: value for name, value in values.items() if value is not None}
    form = TalkForm(_post_of(sent), known_names=_names(request, session))
    if not form.is_valid():
        return _edit(request, session, form, version, marks, status=422)
    try:
        services.save(actor=request.user, session=session, version=version, talk=form.talk())
    except ConflictError:
        return _conflict(request, session, marks)
    drafts.drop(actor=request.user, record=session)
    return _after_saving(request, session, form)


def _names(request: MemberRequest, session: SupervisionSession) -> list[str]:
    """Who may be named: the two, and whoever writes for them."""
    return [one.name for one in (session.person, session.leader, request.user) if one]


def _post_of(values: dict[str, Any]) -> Any:
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def _after_saving(request: MemberRequest, session: SupervisionSession, form: TalkForm) -> HttpResponse:
    """An action that can't be agreed on stays in its line, with the reason; the rest is saved by then."""
    line = form.cleaned_data["quick"]
    problem = _agree(request, session, line) if line else ""
    if problem:
        form.add_error("quick", problem)
        return _edit(request, session, form, session.version, marks_of(values_of(session)), status=422)
    if request.POST.get("do") == "share":
        try:
            sessions.share(actor=request.user, session=session, version=session.version)
        except (sessions.NobodyPresentError, WrongStateError):
            messages.error(request, _("The session could not be shared."))
        else:
            messages.success(request, _("Shared with %(person)s.") % {"person": session.person})
    elif not line:
        messages.success(request, _("Saved, %(time)s.") % {"time": f"{timezone.localtime():%H:%M}"})
    return redirect("individual_session", session.pk)


def _agree(request: MemberRequest, session: SupervisionSession, line: str) -> str:
    """An action from the quick line; it is the person's unless the line names who leads. What stops it, in words."""
    two = {str(one.public_id): one for one in (session.person, session.leader) if one}
    understood = parsed(line, {key: one.name for key, one in two.items()}, timezone.localdate())
    owner = two.get(understood.owner or "", session.person)
    if owner is None or (understood.named and not understood.owner):
        return _("Nobody in the team is called %(name)s.") % {"name": understood.named}
    text, due_on = understood.text, understood.due
    if not text.strip():
        return _("What is to be done?")
    try:
        actions.agree(actor=request.user, team=session.team, owner=owner, source=session, text=text, due_on=due_on)
    except NotAllowedError:
        return _("%(person)s is not in this team today, so nothing can be agreed with them.") % {"person": owner}
    due = f", {due_on:%d/%m}" if due_on else ""
    messages.success(request, _("Action of %(owner)s%(due)s.") % {"owner": owner, "due": due})
    return ""


def _conflict(request: MemberRequest, session: SupervisionSession, marks: dict[str, str]) -> HttpResponse:
    """Another supervisor saved it meanwhile: both texts, and nothing is stored yet."""
    session = seen_session(request, session.pk)
    theirs = values_of(session)
    meeting = met(typed(request.POST), theirs, marks)
    form = TalkForm(initial={**meeting.values, "quick": request.POST.get("quick", "")})
    rows = [
        {
            "name": name,
            "label": form.fields[name].label,
            "yours": _words(meeting.values[name]),
            "theirs": _words(theirs[name]),
        }
        for name in meeting.asked
    ]
    taken = [form.fields[name].label for name in meeting.taken]
    saved = last_saved(session, "supervision.individual_saved")
    conflict = {"rows": rows, "taken": taken, "saved_by": saved.by, "saved_at": saved.at}
    return _edit(request, session, form, session.version, marks_of(theirs), status=409, conflict=conflict)


def _words(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


@require_POST
@confidential
def individual_autosave(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """What is being typed, for its author alone."""
    session = seen_session(request, pk)
    if not services.can_write(request.user, session):
        raise PermissionDenied
    if session.state != State.LIVE:
        return JsonResponse({"text": _("This session is shared. What you type is not kept.")}, status=409)
    content = {"values": masked_in(typed(request.POST)), "marks": marks_in(request.POST)}
    drafts.keep(actor=request.user, record=session, base_version=version_in(request.POST), content=content)
    time = f"{timezone.localtime():%H:%M}"
    return JsonResponse({"saved_at": time, "text": _("Draft saved, %(time)s") % {"time": time}})


def _add(request: MemberRequest, session: SupervisionSession) -> HttpResponse:
    own = request.user.pk == session.person_id
    if not own and not services.can_write(request.user, session):
        raise PermissionDenied
    names = [one.name for one in (session.person, session.leader) if one]
    form = AdditionForm(request.POST, known_names=names)
    if session.state != State.SHARED:
        return redirect("individual_session", session.pk)
    if not form.is_valid():
        return _read(request, session, 422, addition=form)
    services.add(actor=request.user, session=session, text=form.cleaned_data["text"])
    messages.success(request, _("Added."))
    return redirect("individual_session", session.pk)


def _open(request: MemberRequest, session: SupervisionSession) -> HttpResponse:
    if request.user.pk not in {session.person_id, session.leader_id}:
        raise PermissionDenied
    if session.state == State.SHARED:
        services.open_to_expert(actor=request.user, session=session)
        messages.success(request, _("Opened from your side. The expert reads it once both of you have."))
    return redirect("individual_session", session.pk)
