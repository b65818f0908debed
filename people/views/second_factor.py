"""Setting up a second factor, and giving it back to someone who lost theirs."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from people.services import sessions


@login_required
def choose(request: HttpRequest) -> HttpResponse:
    """Shown to someone who must have a second factor and has none yet."""
    assert request.user.is_authenticated
    return render(request, "people/second_factor.html", {"has_one": sessions.has_second_factor(request.user)})
