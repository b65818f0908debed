"""What is asked of oneself: the pathway day by day, everything with its why, and saying that one has read something."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pathways import evidence
from pathways.away import absences_of
from pathways.kinds import Kind
from pathways.services.about_people import acknowledge_reading
from pathways.training import training_of
from people.decorators import member_required
from people.requests import MemberRequest


@member_required
@require_safe
def pathway(request: MemberRequest) -> HttpResponse:
    """A new pathway leads the page with its days; then everything asked, the most pressing first."""
    seen = training_of(request.user)
    leading = next((route for route in seen.routes if route.is_new), None)
    context = {
        "title": _("Your first 90 days") if leading else _("My pathway"),
        "routes": [leading, *(route for route in seen.routes if route is not leading)] if leading else seen.routes,
        "groups": seen.groups,
        "nothing": not seen.rows,
        "all_done": seen.all_done,
        "picture": seen.picture,
        "absences": absences_of(request.user, request.user),
    }
    return render(request, "pathways/mine/pathway.html", context)


@member_required
@require_POST
def acknowledge(request: MemberRequest) -> HttpResponse:
    """Take down that one has read something that may be asked as reading."""
    try:
        key = uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        raise Http404 from None
    if not evidence.titles(Kind.READING, [str(key)]):
        raise Http404
    acknowledge_reading(actor=request.user, key=key)
    messages.success(request, _("Noted that you have read it."))
    return redirect("pathway")
