"""The front page of supervision: the teams one is in, and their open cases."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.requests import MemberRequest
from supervision.models import CaseReference
from supervision.views.opened import confidential


@require_safe
@confidential
def supervision(request: MemberRequest) -> HttpResponse:
    """Open cases of one's teams."""
    cases = CaseReference.objects.visible_to(request.user).open().select_related("team", "therapist")
    return render(request, "supervision/home.html", {"cases": cases})
