"""An observation of practice: noted, shared, answered, made final, added to."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from people.requests import MemberRequest
from supervision.forms.practice import ObservationForm, TextForm
from supervision.models import Addendum, Observation
from supervision.permissions import role_in_team
from supervision.practice_permissions import can_observe, side_of
from supervision.reading import reads_as
from supervision.saved import last_saved
from supervision.services import drafts, sharing
from supervision.services import observations as services
from supervision.services.errors import ConflictError, IncompleteError, NotAllowedError, NotReadyError, WrongStateError
from supervision.views.opened import confidential
from supervision.views.practice import crumbs, known_names, not_ready, person_guided
from supervision.views.settling import rows_of, settle
from supervision.views.typed import autosaves, form_data, keep_typed, left, unjudged

MISSING = {
    "strengths": gettext_lazy("Say what was done well before you share it."),
    "change": gettext_lazy("Name one change before you share it."),
    "practice": gettext_lazy("Say what practice was agreed before you share it."),
    "consent": gettext_lazy("Confirm the family’s consent, with its day, before you share it."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def observation_new(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Begin one; it is a draft until it is shared."""
    person, team = person_guided(request.user, public_id)
    begun = Observation(pk=uuid.uuid5(person.public_id, f"observed by {request.user.public_id}"))
    if autosaves(request):
        return keep_typed(request, begun)
    draft = left(request, begun)
    form = ObservationForm(form_data(request, draft), known_names=known_names(team))
    unjudged(form, draft)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.note(actor=request.user, team=team, therapist=person, **_values(form))
        except NotReadyError:
            form.add_error(None, not_ready())
        else:
            drafts.drop(actor=request.user, record=begun)
            return _shared_or_kept(request, made)
    context = {"form": form, "person": person, "crumbs": crumbs(person), "title": _("Observe practice"), "draft": draft}
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, "supervision/practice/observation_form.html", context, status=status)


def _values(form: ObservationForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ObservationForm.base_fields}


def _shared_or_kept(request: MemberRequest, observation: Observation) -> HttpResponse:
    """Share it at once where that was asked, else say that it is kept; what is missing is named and nothing is lost."""
    if request.POST.get("step") != "share":
        messages.success(request, _("Your draft is kept. Nobody else sees it yet."))
        return redirect("observation", observation.pk)
    try:
        services.share(actor=request.user, observation=observation, version=observation.version)
    except IncompleteError as error:
        for name in error.faults:
            messages.error(request, str(MISSING[name]))
    else:
        messages.success(request, _("Shared with %(name)s, who may answer.") % {"name": observation.therapist})
    return redirect("observation", observation.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def observation(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """A draft as a form; afterwards what was seen, the answer and what was added, with what one may do."""
    rows = Observation.objects.visible_to(request.user).select_related("team", "therapist", "observer")
    found = get_object_or_404(rows, pk=pk)
    reads_as(role_in_team(request.user, found.team_id), found.organisation_id)
    if found.state == Observation.State.DRAFT:
        return _draft(request, found)
    form = TextForm(
        request.POST if request.method == "POST" else None,
        known_names=known_names(found.team),
        initial={"text": _answer(request, found)},
    )
    if request.method == "POST":
        done = _do(request, found, form)
        if done:
            return done
    return _page(request, found, form)


def _answer(request: MemberRequest, found: Observation) -> str:
    return str(found.response) if found.state == "shared" and found.therapist_id == request.user.pk else ""


def _page(request: MemberRequest, found: Observation, form: TextForm) -> HttpResponse:
    side = side_of(request.user, found)
    context = {
        "observation": found,
        "person": found.therapist,
        "form": form,
        "side": side,
        "shares": sharing.sides_of(found),
        "answers": side == "therapist" and found.state == "shared",
        "addenda": Addendum.objects.filter(record_id=found.pk).select_related("author"),
        "crumbs": crumbs(found.therapist),
    }
    wrong = form.is_bound and bool(form.errors)
    return render(request, "supervision/practice/observation.html", context, status=422 if wrong else 200)


def _draft(request: MemberRequest, found: Observation) -> HttpResponse:
    """The observer's form; saved only as it was opened, else both texts are shown."""
    if not can_observe(request.user, found):
        raise PermissionDenied
    if autosaves(request):
        return keep_typed(request, found, _version(request))
    initial, draft = ObservationForm.of(found), left(request, found)
    form = ObservationForm(form_data(request, draft), initial=initial, known_names=known_names(found.team))
    unjudged(form, draft)
    context = {"form": form, "person": found.therapist, "observation": found, "crumbs": crumbs(found.therapist),
               "title": _("Observe practice"), "version": draft.base_version if draft else found.version,
               "draft": draft}  # fmt: skip
    status = 200
    if request.method == "POST" and form.is_valid():
        values = settle(request.POST, _values(form), initial)
        try:
            services.save(actor=request.user, observation=found, version=_version(request), **values)
            drafts.drop(actor=request.user, record=found)
            return _shared_or_kept(request, found)
        except ConflictError:
            labels = {name: field.label for name, field in form.fields.items()}
            context["conflict"] = rows_of(values, initial, labels, lambda _name, value: str(value or ""))
            context["saved"] = last_saved(found, "supervision.observation_saved")
            status = 409
    if request.method == "POST" and form.errors:
        status = 422
    return render(request, "supervision/practice/observation_form.html", context, status=status)


def _version(request: MemberRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _do(request: MemberRequest, found: Observation, form: TextForm) -> HttpResponse | None:
    """One step of a shared or final one; None where the form has to be shown again."""
    step = request.POST.get("step", "")
    steps: dict[str, Callable[[], Any]] = {
        "final": lambda: services.finalise(actor=request.user, observation=found, version=_version(request)),
        "expert": lambda: sharing.share(actor=request.user, record_shared=found, shared=True),
        "not_expert": lambda: sharing.share(actor=request.user, record_shared=found, shared=False),
    }
    if form.is_valid():
        text = form.cleaned_data["text"]
        steps["answer"] = lambda: services.respond(
            actor=request.user, observation=found, version=_version(request), text=text
        )
        steps["add"] = lambda: services.add(actor=request.user, observation=found, text=text)
    if step not in steps:
        return None
    try:
        steps[step]()
    except NotAllowedError as error:
        raise PermissionDenied from error
    except (ConflictError, WrongStateError):
        messages.error(request, _("This has moved on since you opened it. Here it is as it stands now."))
        if step in {"answer", "add"}:
            return None
    else:
        messages.success(request, _("Kept."))
    return redirect("observation", found.pk)
