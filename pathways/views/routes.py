"""Pathways: the list, setting, changing, ending. Steps are moved by buttons; nothing is stored before the check."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pathways import previewing
from pathways.codes import free
from pathways.forms.audience import EVERYWHERE
from pathways.forms.ending import EndForm
from pathways.forms.pathways import PathwayForm
from pathways.forms.steps import Row, Steps
from pathways.models import Pathway, PathwayVersion, Requirement
from pathways.permissions import may_see_rules, may_set_rules
from pathways.places import coordinated, counted_by, names_of, offer_to
from pathways.route_rows import rows_for, step_words, versions_of
from pathways.sentences import who
from pathways.services import pathways as services
from pathways.services.errors import PathwaysError
from pathways.services.trying import tried
from pathways.status import RouteVersion
from pathways.views.asking import add_fault, typed
from pathways.views.requirements import team_crumbs
from people.decorators import member_required
from people.models import Organisation
from people.requests import MemberRequest

STEPS_AT_FIRST = 3


def pathway_crumbs() -> list[tuple[str, str]]:
    """Below the list."""
    return [*team_crumbs(), (_("Pathways"), reverse("pathways"))]


@member_required
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """Every pathway of one's organisations, step by step."""
    if not may_see_rules(request.user):
        raise PermissionDenied
    context = {
        "rows": rows_for(request.user),
        "may_add": bool(coordinated(request.user)),
        "crumbs": team_crumbs(),
    }
    return render(request, "pathways/routes/list.html", context)


@member_required
def add(request: MemberRequest) -> HttpResponse:
    """Fill in, order the steps, look at whom it concerns, set."""
    if not coordinated(request.user):
        raise PermissionDenied
    form = PathwayForm(request.POST if request.method == "POST" else None, offer=offer_to(request.user))
    del form.fields["note"]
    return _edited(request, form, None)


@member_required
def change(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Other steps or another audience from a day on."""
    pathway = _settable(request, public_id)
    last = versions_of([pathway.pk])[pathway.pk][-1]
    offer = offer_to(request.user)
    place = str(pathway.organisation.public_id) if pathway.organisation else EVERYWHERE
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None:
        data["place"] = place
    initial = {
        "name_en": pathway.name_en,
        "name_cy": pathway.name_cy,
        "place": place,
        "roles": last.roles,
        "adaptations": last.adaptations,
        "teams": [str(team.public_id) for team in offer.teams if team.pk in last.teams],
        "starters_since": last.starters_since,
    }
    form = PathwayForm(data, offer=offer, initial=initial)
    form.settle()
    return _edited(request, form, pathway, last)


def _edited(
    request: MemberRequest, form: PathwayForm, pathway: Pathway | None, last: PathwayVersion | None = None
) -> HttpResponse:
    """The form, its buttons, the check, and what is stored at the end."""
    offered = list(Requirement.objects.for_places([one.pk for one in coordinated(request.user)]).order_by("name_en"))
    if request.method != "POST":
        there = [(step.requirement, step.offset_days) for step in last.steps.all()] if last else []
        steps = Steps.of(offered, there) if there else Steps(offered, [Row()] * STEPS_AT_FIRST)
        return _form(request, form, steps, pathway)
    steps = Steps.typed(offered, request.POST)
    if "press" in request.POST:
        steps.press(request.POST["press"])
        form.quieten()
        return _form(request, form, steps, pathway)
    right = [steps.is_valid(), form.is_valid()]
    if not all(right) or "edit" in request.POST:
        return _form(request, form, steps, pathway, "" if steps.rows else _("Add at least one step."))
    return _settled(request, form, steps, pathway)


def _settled(request: MemberRequest, form: PathwayForm, steps: Steps, pathway: Pathway | None) -> HttpResponse:
    """Tried, shown, and with the last press stored."""
    try:
        with tried(keep="confirm" in request.POST):
            made = _stored(request, form, steps, pathway)
    except PathwaysError as error:
        about_steps = error.field in {"steps", "target_key"}
        if not about_steps:
            add_fault(form, error)
        return _form(request, form, steps, pathway, str(error.words) if about_steps else "")
    if "confirm" not in request.POST:
        return _check(request, form, steps, pathway)
    messages.success(request, _("“%(name)s” is set.") % {"name": made.name})
    return redirect("pathways")


def _stored(request: MemberRequest, form: PathwayForm, steps: Steps, pathway: Pathway | None) -> Pathway:
    data, audience = form.cleaned_data, form.audience()
    facts: dict[str, Any] = {
        "from_on": data["from_on"],
        "steps": [services.Step(requirement, days) for requirement, days in steps.chosen()],
        "roles": sorted(audience.roles),
        "adaptations": sorted(audience.adaptations),
        "teams": sorted(audience.teams),
        "starters_since": audience.starters_since,
    }
    names = {"name_en": data["name_en"], "name_cy": data["name_cy"]}
    if pathway is None:
        code = data["code"] or free(Pathway, data["name_en"], form.organisation)
        return services.create_pathway(actor=request.user, organisation=form.organisation, code=code, **names, **facts)
    services.change_pathway(actor=request.user, pathway=pathway, note=data["note"], **facts)
    if names != {"name_en": pathway.name_en, "name_cy": pathway.name_cy}:
        services.rename_pathway(actor=request.user, pathway=pathway, **names)
    return pathway


@member_required
def end(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """From a day on nobody is on it."""
    pathway = _settable(request, public_id)
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_pathway(actor=request.user, pathway=pathway, steps=[], ended=True, **form.cleaned_data)
        except PathwaysError as error:
            add_fault(form, error)
        else:
            day = date_format(form.cleaned_data["from_on"])
            messages.success(request, _("“%(name)s” ends on %(day)s.") % {"name": pathway.name, "day": day})
            return redirect("pathways")
    context = {
        "form": form,
        "title": _("End “%(name)s”") % {"name": pathway.name},
        "text": _("Its steps are asked of nobody any more, unless something else asks for them."),
        "submit": _("End it"),
        "cancel": reverse("pathways"),
        "crumbs": pathway_crumbs(),
    }
    return render(request, "people/form.html", context, status=422 if form.errors else 200)


def _settable(request: MemberRequest, public_id: uuid.UUID) -> Pathway:
    """One that one may change; seen but not one's own to set is refused."""
    if not may_see_rules(request.user):
        raise PermissionDenied
    rows = Pathway.objects.for_places([one.pk for one in counted_by(request.user)]).select_related("organisation")
    pathway: Pathway = get_object_or_404(rows, public_id=public_id)
    if not may_set_rules(request.user, pathway.organisation_id):
        raise PermissionDenied
    return pathway


def _title(pathway: Pathway | None) -> str:
    return _("Change “%(name)s”") % {"name": pathway.name} if pathway else _("Add a pathway")


def _form(
    request: MemberRequest, form: PathwayForm, steps: Steps, pathway: Pathway | None, fault: str = ""
) -> HttpResponse:
    wrong = bool(fault or steps.faults() or (form.is_bound and form.errors))
    context = {
        "form": form,
        "steps": steps,
        "fault": fault,
        "title": _title(pathway),
        "pathway": pathway,
        "cancel": reverse("pathways"),
        "crumbs": pathway_crumbs(),
    }
    return render(request, "pathways/routes/form.html", context, status=422 if wrong else 200)


def _check(request: MemberRequest, form: PathwayForm, steps: Steps, pathway: Pathway | None) -> HttpResponse:
    place: Organisation | None = pathway.organisation if pathway else form.organisation
    chosen, data = steps.chosen(), form.cleaned_data
    version = RouteVersion(
        number=(pathway.versions.count() if pathway else 0) + 1,
        from_on=data["from_on"],
        known_on=timezone.localdate(),
        audience=form.audience(),
        steps={str(requirement.public_id): days for requirement, days in chosen},
    )
    names = names_of([], place.local_name if place else "")
    context = {
        "form": form,
        "title": _title(pathway),
        "who": _("%(name)s: for %(who)s.")
        % {"name": form.cleaned_data["name_en"], "who": who(version.audience, names)},
        "steps": [step_words(requirement.name, days) for requirement, days in chosen],
        "preview": previewing.of_route(place, str(pathway.public_id) if pathway else "", {}, version),
        "typed": typed(request),
        "crumbs": pathway_crumbs(),
    }
    return render(request, "pathways/routes/check.html", context)
