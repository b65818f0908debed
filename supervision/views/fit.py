"""The fit circle of what is in a form now, drawn by the server while somebody types. Nothing is kept."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from people.requests import MemberRequest
from supervision.fit_editor import circles, posted_targets
from supervision.forms.lines import lines_of
from supervision.summary import Driver
from supervision.views.opened import confidential

MOST = 30


@require_POST
@confidential
def fit_picture(request: MemberRequest) -> HttpResponse:
    """The circles of the lines that were posted; what is shown is only what was sent."""
    prefix = request.POST.get("prefix", "fit")[:20]
    drivers = [driver for driver in lines_of(request.POST, prefix, Driver) if driver.is_open]
    targets = posted_targets(request.POST.getlist(f"{prefix}-target")[:MOST])
    drawn = circles(drivers[:MOST], targets)
    return render(request, "supervision/parts/fit_pictures.html", {"circles": drawn})
