"""Measures: what there is, how many scores were collected, the organisation's own targets, and correcting a range."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people.models import Organisation
from people.permissions import organisations_with_role, teams_with_role
from people.querysets import LEADING
from people.requests import MemberRequest
from people.roles import Role
from supervision.forms.measures import MeasureForm, TargetForm
from supervision.models import Measure, MeasureScore, MeasureTarget
from supervision.practice_permissions import can_edit_measures
from supervision.practice_querysets import FEWEST
from supervision.services import measures as services
from supervision.trend import months_until
from supervision.views.opened import confidential

MONTHS_COUNTED = 6


@require_safe
@confidential
def measures(request: MemberRequest) -> HttpResponse:
    """For who enters scores, who counts them, and who keeps the names and ranges."""
    leads = teams_with_role(request.user, *LEADING).exists()
    managed = list(organisations_with_role(request.user, Role.PROGRAMME_MANAGER).order_by("name"))
    edits = can_edit_measures(request.user)
    if not (leads or managed or edits):
        raise PermissionDenied
    months = months_until(timezone.localdate(), MONTHS_COUNTED)
    context = {
        "measures": Measure.objects.all(),
        "leads": leads,
        "edits": edits,
        "months": months,
        "counted": [{"organisation": one, "rows": _counts(one, months), "targets": _targets(one)} for one in managed],
        "fewest": FEWEST,
    }
    return render(request, "supervision/practice/measures.html", context)


def _counts(organisation: Organisation, months: list[Any]) -> list[tuple[str, list[int | None]]]:
    """How many answers each month brought, over the whole organisation; None where there are fewer than five."""
    rows = MeasureScore.objects.filter(organisation=organisation, state="scored", month__in=months)
    found = {
        (name, month): n
        for name, month, n in rows.order_by().values_list("measure__name", "month").annotate(count=Count("pk"))
    }
    names = sorted({name for name, _month in found})
    return [
        (name, [n if (n := found.get((name, month), 0)) == 0 or n >= FEWEST else None for month in months])
        for name in names
    ]


def _targets(organisation: Organisation) -> list[MeasureTarget]:
    return list(MeasureTarget.objects.filter(organisation=organisation).select_related("measure"))


@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def measure_target(request: MemberRequest) -> HttpResponse:
    """A programme manager sets or takes away what their organisation aims at."""
    organisation = organisations_with_role(request.user, Role.PROGRAMME_MANAGER).order_by("name").first()
    if organisation is None:
        raise PermissionDenied
    form = TargetForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.set_target(actor=request.user, organisation=organisation, **form.cleaned_data)
        messages.success(
            request, _("The target is set.") if form.cleaned_data["value"] is not None else _("No target.")
        )
        return redirect("measures")
    words = _("A target is %(organisation)s’s own, and is labelled so. It ranks nobody.")
    return _form(request, form, _("Set a target"), _("Set the target"), words % {"organisation": organisation})


@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def measure_edit(request: MemberRequest, code: str = "") -> HttpResponse:
    """A site administrator adds a measure, or corrects its name and range."""
    if not can_edit_measures(request.user):
        raise PermissionDenied
    measure = get_object_or_404(Measure, code=code) if code else Measure()
    form = MeasureForm(request.POST if request.method == "POST" else None, instance=measure)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_measure(actor=request.user, measure=form.save(commit=False))
        except services.ScoreError:
            form.add_error("lowest", _("Scores that are stored already would lie outside this range."))
        else:
            messages.success(request, _("The measure is kept."))
            return redirect("measures")
    title = _("Change a measure") if code else _("Add a measure")
    words = _("Its name and its range. What an instrument asks belongs to its owner and is never kept here.")
    return _form(request, form, title, _("Keep"), words)


def _form(request: MemberRequest, form: Any, title: str, submit: str, text: str) -> HttpResponse:
    back = reverse("measures")
    context = {"form": form, "title": title, "submit": submit, "text": text, "cancel": back,
               "crumbs": [(_("Measures"), back)]}  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "people/form.html", context, status=status)
