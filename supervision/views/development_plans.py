"""A development plan: begun, written together, signed by both, reviewed, closed, commented on."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from people.models import Team, User
from people.requests import MemberRequest
from supervision.forms.plans import PeriodForm, PlanForm, ReviewForm
from supervision.forms.practice import TextForm
from supervision.models import Addendum, DevelopmentPlan
from supervision.permissions import role_in_team
from supervision.plan_parts import opened
from supervision.practice_pages import arranged_choices, quarter_of, team_between
from supervision.practice_permissions import guides, side_of
from supervision.reading import reads_as
from supervision.saved import last_saved
from supervision.services import drafts, sharing
from supervision.services import plans as services
from supervision.services.errors import ConflictError, IncompleteError, NotAllowedError, NotReadyError, WrongStateError
from supervision.skills import PlanGoalStatus, SeenBy, Skill
from supervision.views.opened import confidential, confidential_to_leavers
from supervision.views.practice import crumbs, known_names, not_ready
from supervision.views.settling import rows_of, settle
from supervision.views.typed import autosaves, form_data, keep_typed, left, unjudged

MISSING = {
    "strengths": gettext_lazy("Name the strengths first."),
    "needs": gettext_lazy("Name a need first: its skill, how you know, and the fit."),
    "goals": gettext_lazy("Name a goal first: what an observer would see, and by when."),
}
LABELS = {
    "starts_on": gettext_lazy("From"),
    "ends_on": gettext_lazy("To"),
    "review_on": gettext_lazy("Review on"),
    "strengths": gettext_lazy("Strengths"),
    "needs": gettext_lazy("Needs"),
    "goals": gettext_lazy("Goals"),
    "arranged": gettext_lazy("Practice arranged"),
    "comment": gettext_lazy("Your own comment"),
}
State = DevelopmentPlan.State


@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def plan_new(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say which period a new plan is for; a period that has a plan leads to that one."""
    person, team = _person(request.user, public_id)
    first, last = quarter_of(timezone.localdate())
    form = PeriodForm(request.POST if request.method == "POST" else None, initial={"starts_on": first, "ends_on": last})
    if request.method == "POST" and form.is_valid():
        try:
            plan = services.begin(actor=request.user, team=team, therapist=person, **form.cleaned_data)
        except NotReadyError:
            form.add_error(None, not_ready())
        else:
            return redirect("development_plan", plan.pk)
    context = {
        "form": form,
        "title": _("New development plan"),
        "submit": _("Begin the plan"),
        "text": _("Usually a quarter. Both of you can write in it, and both sign it."),
        "cancel": crumbs(person)[-1][1],
        "crumbs": crumbs(person),
    }
    return render(request, "people/form.html", context, status=422 if form.errors else 200)


def _person(reader: User, public_id: uuid.UUID) -> tuple[User, Team]:
    person = get_object_or_404(User, public_id=public_id)
    team = team_between(reader, person)
    if team is None:
        raise Http404
    if reader != person and not guides(reader, person, team.pk):
        raise PermissionDenied
    return person, team


@require_http_methods(["GET", "HEAD", "POST"])
@confidential_to_leavers
def development_plan(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """The plan with what one may do with it now."""
    rows = DevelopmentPlan.objects.visible_to(request.user).select_related("team", "therapist", "supervisor")
    plan = get_object_or_404(rows, pk=pk)
    reads_as(role_in_team(request.user, plan.team_id), plan.organisation_id)
    side = side_of(request.user, plan)
    if request.method == "POST" and not side:
        raise PermissionDenied
    edits = request.method == "POST" or "edit" in request.GET or not plan.goals
    if side and plan.state == State.DRAFT and edits and request.POST.get("step", "save") == "save":
        return _draft(request, plan, side)
    return _page(request, plan, side)


def _draft(request: MemberRequest, plan: DevelopmentPlan, side: str) -> HttpResponse:
    """The form; saved only as it was opened, else both texts are shown."""
    if autosaves(request):
        return keep_typed(request, plan, version_of(request))
    draft = left(request, plan)
    form = PlanForm(
        form_data(request, draft),
        plan=plan,
        arranged=_kinds(),
        is_own=side == "therapist",
        known_names=known_names(plan.team),
    )
    unjudged(form, draft)
    context = {
        "form": form,
        "plan": plan,
        "person": plan.therapist,
        "version": draft.base_version if draft else plan.version,
        "crumbs": crumbs(plan.therapist),
        "draft": draft,
    }
    status = 200
    if request.method == "POST" and form.is_valid():
        theirs = {name: getattr(plan, name) for name in LABELS}
        values = settle(request.POST, form.values(), theirs)
        try:
            services.save(actor=request.user, plan=plan, version=version_of(request), **values)
        except ConflictError:
            context["conflict"] = rows_of(values, theirs, LABELS, in_words)
            context["saved"] = last_saved(plan, "supervision.plan_saved")
            status = 409
        else:
            drafts.drop(actor=request.user, record=plan)
            messages.success(request, _("The plan is kept."))
            if "more" in request.POST:
                return redirect(f"{request.path}?edit=1")
            return redirect("development_plan", plan.pk)
    if request.method == "POST" and form.errors:
        status = 422
    return render(request, "supervision/practice/plan_form.html", context, status=status)


def _kinds() -> list[tuple[str, str]]:
    return [("rehearsal", _("Rehearsal in supervision")), ("observation", _("Observation")), *arranged_choices()]


def in_words(name: str, value: Any) -> str:
    """A part of a plan as one reads it."""
    if not isinstance(value, list):
        return str(value or "")
    return "\n".join(" · ".join(str(line[key]) for key in line if key != "key" and line[key]) for line in value)


def version_of(request: MemberRequest) -> int:
    """The version that the form was opened with; 0 where it says none, and that is never current."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _page(request: MemberRequest, plan: DevelopmentPlan, side: str) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    names = known_names(plan.team)
    step = request.POST.get("step", "")
    review = ReviewForm(posted if step == "review" else None, plan=plan, known_names=names)
    said = plan.comment if side == "therapist" and plan.state != State.CLOSED else ""
    bound = posted if step in {"add", "comment"} else None
    text = TextForm(bound, known_names=names, initial={"text": said})
    if posted is not None:
        done = _do(request, plan, review, text)
        if done:
            return done
    context = {
        "plan": plan,
        "person": plan.therapist,
        "side": side,
        "review": review,
        "form": text,
        "parts": _parts(plan),
        "shares": sharing.sides_of(plan),
        "addenda": Addendum.objects.filter(record_id=plan.pk).select_related("author"),
        "signed_by_me": bool(side and getattr(plan, f"signed_by_{side}_at")),
        "crumbs": crumbs(plan.therapist) if side == "supervisor" else [],
    }
    wrong = any(one.is_bound and one.errors for one in (review, text))
    return render(request, "supervision/practice/plan.html", context, status=422 if wrong else 200)


def _parts(plan: DevelopmentPlan) -> dict[str, list[dict[str, Any]]]:
    """The lines with their words."""
    skills, ways, states = dict(Skill.choices), dict(SeenBy.choices), dict(PlanGoalStatus.choices)
    kinds = dict(_kinds()) if plan.arranged else {}
    return {
        "needs": [{"line": need, "skill": skills.get(need.skill, "")} for need in opened("needs", plan.needs)],
        "goals": [
            {"line": goal, "method": ways.get(goal.method, ""), "status": states.get(goal.status, ""),
             "due": _day(goal.due)}
            for goal in opened("goals", plan.goals)
        ],
        "arranged": [
            {"line": one, "kind": kinds.get(one.kind, _("No longer offered")), "due": _day(one.due)}
            for one in opened("arranged", plan.arranged)
        ],
    }  # fmt: skip


def _day(text: str) -> Any:
    try:
        return timezone.datetime.fromisoformat(text).date()  # type: ignore[attr-defined]
    except ValueError:
        return None


def _do(request: MemberRequest, plan: DevelopmentPlan, review: ReviewForm, text: TextForm) -> HttpResponse | None:
    """One step; None where a form has to be shown again."""
    step = request.POST.get("step", "")
    todo = _steps(request.user, plan, version_of(request), review, text).get(step)
    if todo is None:
        return None
    try:
        todo()
    except NotAllowedError as error:
        raise PermissionDenied from error
    except IncompleteError as error:
        for name in error.faults:
            messages.error(request, str(MISSING[name]))
    except (ConflictError, WrongStateError):
        messages.error(request, _("This plan has changed since you opened it. Read it as it stands now, then go on."))
        if step in {"review", "add", "comment"}:
            plan.refresh_from_db()
            return None
    else:
        messages.success(request, _("Kept."))
    return redirect("development_plan", plan.pk)


def _steps(
    actor: User, plan: DevelopmentPlan, version: int, review: ReviewForm, text: TextForm
) -> dict[str, Callable[[], Any]]:
    steps: dict[str, Callable[[], Any]] = {
        "sign": lambda: services.sign(actor=actor, plan=plan, version=version),
        "close": lambda: services.close(actor=actor, plan=plan, version=version),
        "expert": lambda: sharing.share(actor=actor, record_shared=plan, shared=True),
        "not_expert": lambda: sharing.share(actor=actor, record_shared=plan, shared=False),
    }
    if review.is_bound and review.is_valid():
        words = review.cleaned_data["text"]
        steps["review"] = lambda: services.review(
            actor=actor, plan=plan, version=version, statuses=review.statuses(), text=words
        )
    if text.is_bound and text.is_valid():
        said = text.cleaned_data["text"]
        steps["comment"] = lambda: services.comment(actor=actor, plan=plan, version=version, text=said)
        steps["add"] = lambda: services.add(actor=actor, plan=plan, text=said)
    return steps
