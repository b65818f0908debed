"""Requirements: the list, one with its history, setting, changing and ending it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pathways import previewing
from pathways.codes import code_for, title_for
from pathways.forms.audience import EVERYWHERE
from pathways.forms.ending import EndForm
from pathways.forms.requirements import RequirementForm, filled, stored
from pathways.models import PersonStatus, Requirement
from pathways.permissions import may_see_rules, may_set_rules
from pathways.places import coordinated, counted_by, names_of, offer_to, place_name
from pathways.requirement_rows import history, rows_for, sorted_rules, targets_of
from pathways.sentences import sentence
from pathways.services import requirements as services
from pathways.services.errors import PathwaysError
from pathways.services.trying import tried
from pathways.standing import counted
from pathways.status import Rule
from pathways.status_rows import in_words
from pathways.views.asking import add_fault, typed
from people.decorators import member_required
from people.models import Organisation
from people.requests import MemberRequest

PER_PAGE = 50
FORM, CHECK = "pathways/requirements/form.html", "pathways/requirements/check.html"


def team_crumbs() -> list[tuple[str, str]]:
    """Where these pages stand."""
    return [(_("Team"), reverse("team_index"))]


def requirement_crumbs() -> list[tuple[str, str]]:
    """Below the list."""
    return [*team_crumbs(), (_("Requirements"), reverse("requirements"))]


@member_required
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """Everything asked in one's organisations, and how many stand how."""
    if not may_see_rules(request.user):
        raise PermissionDenied
    rows = rows_for(request.user)
    context = {
        "rows": [row for row in rows if not row.ended_on],
        "ended": [row for row in rows if row.ended_on],
        "may_add": bool(coordinated(request.user)),
        "crumbs": team_crumbs(),
    }
    return render(request, "pathways/requirements/list.html", context)


def _found(request: MemberRequest, public_id: uuid.UUID) -> Requirement:
    """One that holds where one sees numbers."""
    places = [one.pk for one in counted_by(request.user)]
    rows = Requirement.objects.for_places(places).select_related("organisation")
    found: Requirement = get_object_or_404(rows, public_id=public_id)
    return found


@member_required
@require_safe
def detail(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """One requirement: its rules, who stands how (by name for coordinators only), and every version before."""
    if not may_see_rules(request.user):
        raise PermissionDenied
    requirement = _found(request, public_id)
    versions = history(requirement)
    statuses = PersonStatus.objects.filter(requirement=requirement, organisation__in=counted_by(request.user))
    named = statuses.filter(organisation__in=coordinated(request.user)).select_related("user", "team", "organisation")
    page = Paginator(named.order_by("due_on", "user__name"), PER_PAGE).get_page(request.GET.get("page"))
    now = next(row for row in versions if row.is_now)
    context = {
        "requirement": requirement,
        "place": place_name(requirement.organisation),
        "versions": versions,
        "now": now,
        "ended": now.version.ended,
        "standing": counted(statuses.values_list("state", flat=True)),
        "page": page,
        "rows": in_words(page.object_list),
        "may_change": may_set_rules(request.user, requirement.organisation_id),
        "crumbs": requirement_crumbs(),
    }
    return render(request, "pathways/requirements/detail.html", context)


@dataclass(frozen=True)
class Draft:
    """A requirement being set: its form, and the requirement where it is there already."""

    form: RequirementForm
    requirement: Requirement | None = None

    @property
    def title(self) -> str:
        """Of the page."""
        return _("Change “%(name)s”") % {"name": self.requirement.name} if self.requirement else _("Add a requirement")

    @property
    def place(self) -> Organisation | None:
        """Where it holds; None for the whole site."""
        return self.requirement.organisation if self.requirement else self.form.organisation

    def names(self, rule: Rule) -> dict[str, str]:
        """The names typed, or the title of what is asked."""
        data = self.form.cleaned_data
        return {
            "name_en": data["name_en"] or title_for(rule, "en"),
            "name_cy": data["name_cy"] or title_for(rule, "cy"),
        }


@member_required
def add(request: MemberRequest) -> HttpResponse:
    """Fill in, look at whom it concerns, set."""
    if not coordinated(request.user):
        raise PermissionDenied
    draft = Draft(RequirementForm(request.POST if request.method == "POST" else None, offer=offer_to(request.user)))
    if request.method != "POST" or not draft.form.is_valid() or "edit" in request.POST:
        return _form(request, draft)
    rule, data = draft.form.rule(), draft.form.cleaned_data
    code = code_for(data["code"], draft.place, rule)
    try:
        with tried(keep="confirm" in request.POST):
            made = services.create_requirement(
                actor=request.user,
                organisation=draft.place,
                code=code,
                **draft.names(rule),
                from_on=rule.from_on,
                note=data["note"],
                **stored(rule),
            )
    except PathwaysError as error:
        add_fault(draft.form, error)
        return _form(request, draft)
    if "confirm" not in request.POST:
        return _check(request, draft, rule, code)
    messages.success(request, _("“%(name)s” is set.") % {"name": made.name})
    return redirect("requirement", public_id=made.public_id)


@member_required
def change(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """New rules from a day on; the name at once."""
    requirement = _settable(request, public_id)
    draft = Draft(_change_form(request, requirement), requirement)
    if request.method != "POST" or not draft.form.is_valid() or "edit" in request.POST:
        return _form(request, draft)
    rule = draft.form.rule(requirement.versions.count() + 1)
    names = draft.names(rule)
    try:
        with tried(keep="confirm" in request.POST):
            services.change_requirement(
                actor=request.user,
                requirement=requirement,
                from_on=rule.from_on,
                note=draft.form.cleaned_data["note"],
                **stored(rule),
            )
            if names != {"name_en": requirement.name_en, "name_cy": requirement.name_cy}:
                services.rename_requirement(actor=request.user, requirement=requirement, **names)
    except PathwaysError as error:
        add_fault(draft.form, error)
        return _form(request, draft)
    if "confirm" not in request.POST:
        return _check(request, draft, rule)
    messages.success(request, _("The new rules hold from %(day)s.") % {"day": date_format(rule.from_on)})
    return redirect("requirement", public_id=requirement.public_id)


def _change_form(request: MemberRequest, requirement: Requirement) -> RequirementForm:
    """Filled with the newest rules; where it holds can't be changed."""
    offer = offer_to(request.user)
    place = str(requirement.organisation.public_id) if requirement.organisation else EVERYWHERE
    rule = sorted_rules(requirement.versions.all())[-1]
    initial = filled(rule, place, offer.teams) | {"name_en": requirement.name_en, "name_cy": requirement.name_cy}
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None:
        data["place"] = place
    return RequirementForm(data, offer=offer, settled=True, initial=initial)


@member_required
def end(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """From a day on it is asked of nobody."""
    requirement = _settable(request, public_id)
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.end_requirement(actor=request.user, requirement=requirement, **form.cleaned_data)
        except PathwaysError as error:
            add_fault(form, error)
        else:
            day = date_format(form.cleaned_data["from_on"])
            messages.success(request, _("“%(name)s” ends on %(day)s.") % {"name": requirement.name, "day": day})
            return redirect("requirement", public_id=requirement.public_id)
    number = PersonStatus.objects.filter(requirement=requirement).values("user").distinct().count()
    context = {
        "form": form,
        "title": _("End “%(name)s”") % {"name": requirement.name},
        "text": _("It is asked of %(number)d people today. What they did and how they stood stays to be looked at.")
        % {"number": number},
        "submit": _("End it"),
        "cancel": reverse("requirement", args=[requirement.public_id]),
        "crumbs": requirement_crumbs(),
    }
    return render(request, "people/form.html", context, status=422 if form.errors else 200)


def _settable(request: MemberRequest, public_id: uuid.UUID) -> Requirement:
    """One that one may change; seen but not one's own to set is refused."""
    if not may_see_rules(request.user):
        raise PermissionDenied
    requirement = _found(request, public_id)
    if not may_set_rules(request.user, requirement.organisation_id):
        raise PermissionDenied
    return requirement


def _form(request: MemberRequest, draft: Draft) -> HttpResponse:
    there = draft.requirement
    context = {
        "form": draft.form,
        "title": draft.title,
        "requirement": there,
        "cancel": reverse("requirement", args=[there.public_id]) if there else reverse("requirements"),
        "crumbs": requirement_crumbs(),
    }
    return render(request, FORM, context, status=422 if draft.form.is_bound and draft.form.errors else 200)


def _check(request: MemberRequest, draft: Draft, rule: Rule, code: str = "") -> HttpResponse:
    """Whom it would concern. The code made here is sent along, so that pressing twice sets it once."""
    place, there = draft.place, draft.requirement
    names = names_of(targets_of([rule]), place.local_name if place else "")
    context: dict[str, Any] = {
        "form": draft.form,
        "title": draft.title,
        "sentence": sentence(rule, names),
        "preview": previewing.of_requirement(place, str(there.public_id) if there else "", {}, rule),
        "typed": [*((name, value) for name, value in typed(request) if name != "code"), ("code", code)],
        "crumbs": requirement_crumbs(),
    }
    return render(request, CHECK, context)
