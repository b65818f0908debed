"""Breaking the glass: asking, deciding, the hour of reading, and everything that was ever opened so."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.models import Organisation
from people.permissions import current_memberships
from people.requests import MemberRequest
from supervision import desk
from supervision.forms.guarding import BreakGlassForm
from supervision.guarding_permissions import can_decide_break_glass, is_member_of
from supervision.models import BreakGlass, Scope
from supervision.reading import reads_as
from supervision.services import break_glass as services
from supervision.services.errors import SupervisionError
from supervision.services.packs import opened
from supervision.views.opened import confidential

READS_AS = "break_glass"


@confidential
def break_glass(request: MemberRequest) -> HttpResponse:
    """Ask; see what one asked, what one has to decide, and what was opened of one's own records."""
    mine = {membership.organisation_id for membership in current_memberships(request.user)}
    organisations = Organisation.objects.filter(pk__in=mine).order_by("name")
    form = BreakGlassForm(request.POST if request.method == "POST" else None, organisations=organisations)
    if request.method == "POST":
        if not mine:
            raise PermissionDenied
        if form.is_valid() and _asked(request, form):
            messages.success(request, _("Asked. Nothing is open until the information governance lead approves."))
            return redirect("break_glass")
    rows = BreakGlass.objects.visible_to(request.user).select_related("asked_by", "decided_by", "organisation")
    listed = list(rows)
    if any(row.asked_by_id != request.user.pk for row in listed):
        desk.read_as_lead([row for row in listed if row.asked_by_id != request.user.pk])
    lines = [
        (row, name, can_decide_break_glass(request.user, row.organisation_id, row.asked_by_id))
        for row, name in desk.named_scopes(listed)
    ]
    concerning = BreakGlass.objects.concerning(request.user).select_related("asked_by", "decided_by")
    context = {"form": form if mine else None, "lines": lines, "concerning": desk.named_scopes(list(concerning))}
    return render(request, "supervision/keeping/break_glass.html", context, status=422 if form.errors else 200)


def _asked(request: MemberRequest, form: BreakGlassForm) -> bool:
    """Asks for the case or person named; where there is none, says so beside the field."""
    organisation = form.cleaned_data["organisation"]
    found = desk.named([organisation.pk], form.cleaned_data["words"])
    if found is None:
        form.add_error("words", _("This organisation has no case and nobody called so."))
        return False
    try:
        services.ask(
            actor=request.user,
            organisation=organisation,
            kind=found[0],
            key=found[1],
            reason=form.cleaned_data["reason"],
        )
    except SupervisionError:
        form.add_error("reason", _("Say in at least 20 characters why this can’t wait."))
        return False
    return True


@require_POST
@confidential
def break_glass_decide(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """The information lead approves or refuses."""
    found = get_object_or_404(BreakGlass.objects.visible_to(request.user), pk=key)
    if not can_decide_break_glass(request.user, found.organisation_id, found.asked_by_id):
        raise PermissionDenied
    try:
        if "approve" in request.POST:
            services.approve(actor=request.user, request=found)
            messages.success(request, _("Open for one hour. Those concerned have been told."))
        else:
            services.refuse(actor=request.user, request=found)
            messages.success(request, _("Refused. Nothing was opened."))
    except SupervisionError:
        messages.error(request, _("This was decided already."))
    return redirect("break_glass")


@require_safe
@confidential
def break_glass_open(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """The one set of records, for who asked, until the hour is over; then it is not there."""
    found = get_object_or_404(BreakGlass.objects.in_force(request.user), pk=key)
    if not is_member_of(request.user, found.organisation_id):
        raise PermissionDenied
    reads_as(READS_AS, found.organisation_id)
    context = {
        "glass": found,
        "name": desk.named_scopes([found])[0][1],
        "records": opened(found, as_staff=found.scope_kind == Scope.PERSON),
        "crumbs": [(_("Break-glass access"), reverse("break_glass"))],
    }
    return render(request, "supervision/keeping/break_glass_open.html", context)
