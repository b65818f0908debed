"""Assign: what, to whom, by when; a check page with the people; done, with ten seconds to undo it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from pathways.forms.assigning import AssignForm, AssignManyForm
from pathways.models import Round
from pathways.overview.audience import people_for
from pathways.services import assigning, chasing
from people.decorators import member_required
from people.permissions import has_role
from people.requests import MemberRequest
from people.roles import Role


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: MemberRequest) -> HttpResponse:
    """Choices are an address; with `check` they lead to the people, and what those send is carried out."""
    if not has_role(request.user, Role.COORDINATOR):
        raise PermissionDenied
    if request.method == "POST":
        return _carry_out(request)
    form = AssignForm(request.GET if "check" in request.GET else None, actor=request.user, initial=request.GET.dict())
    if not form.is_valid():
        return _screen(request, form)
    return _check(request, form)


def _screen(request: MemberRequest, form: AssignForm) -> HttpResponse:
    context = {"form": form, "crumbs": [(_("Training across teams"), reverse("team_overview"))]}
    return render(request, "pathways/assign.html", context)


def _check(request: MemberRequest, form: AssignForm) -> HttpResponse:
    found = people_for(request.user, form.cleaned_data["requirement"], audience=form.audience)
    new = [row for row in found if not row.has_it][: assigning.MOST]
    context = {
        "form": form,
        "requirement": form.cleaned_data["requirement"],
        "rows": [(row, form.rule.on(row.began_on)) for row in new],
        "ticked": sum(not row.in_date for row in new),
        "given": sum(row.has_it for row in found),
        "more": len(found) - sum(row.has_it for row in found) - len(new),
        "round_id": uuid.uuid4(),
        "back": f"{reverse('assign')}?{_choices(request)}",
        "crumbs": [(_("Training across teams"), reverse("team_overview")), (_("Assign"), reverse("assign"))],
    }
    return render(request, "pathways/assign_check.html", context)


def _choices(request: MemberRequest) -> str:
    kept = request.GET.copy()
    kept.pop("check", None)
    return kept.urlencode()


def _carry_out(request: MemberRequest) -> HttpResponse:
    form = AssignManyForm(request.POST, actor=request.user)
    if not form.is_valid():
        messages.warning(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("assign")
    data = form.cleaned_data
    wish = assigning.Wish(data["requirement"], form.rule, tuple(data["people"]))
    try:
        made = assigning.assign_many(actor=request.user, round_id=data["round_id"], wish=wish)
    except assigning.NobodyToAssign:
        messages.info(request, _("Everybody chosen has been given this already."))
        return redirect("assign")
    return redirect(f"{reverse('team_overview')}?done={made.pk}")


@member_required
@require_POST
def undo(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """Take a round of assignments back while nobody has heard of it."""
    made = get_object_or_404(Round, pk=key, actor=request.user, kind=Round.Kind.ASSIGNMENTS)
    try:
        assigning.undo(actor=request.user, made=made)
    except chasing.TooLate:
        messages.warning(request, _("Too late: they have been told. You can take it back on a person's page."))
    else:
        text = ngettext("Undone for %(n)d person.", "Undone for %(n)d people.", made.people)
        messages.success(request, text % {"n": made.people})
    return redirect("team_overview")
