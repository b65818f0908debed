"""Still there? A page for browsers without scripts, and the request that says yes."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from people.addresses import is_own_path
from people.requests import MemberRequest
from supervision.views.opened import confidential, quiet


def _back(request: MemberRequest, address: str) -> str:
    """A path of this site, or supervision's front page."""
    return address if address and is_own_path(address, request) else reverse("supervision")


@require_safe
@confidential
@quiet
def still_there(request: MemberRequest) -> HttpResponse:
    """Two minutes to say so; opening this page is no sign of life by itself."""
    return render(
        request, "supervision/keeping/still_there.html", {"next": _back(request, request.GET.get("next", ""))}
    )


@require_POST
@confidential
def idle(request: MemberRequest) -> HttpResponse:
    """Yes: the fifteen minutes begin anew."""
    if "application/json" in request.headers.get("Accept", ""):
        return HttpResponse(status=204)
    return redirect(_back(request, request.POST.get("next", "")))
