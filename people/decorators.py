"""Who may open a view: members, or people with an account looking at their own record.

The second factor is asked for by the middleware, for every view at once.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from people.permissions import is_member

View = Callable[..., HttpResponseBase]


def member_required(view: View) -> View:
    """Signed in and a member today. Someone whose access has ended is told so and signed out."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not is_member(request.user):
            return _private(access_ended(request))
        return _private(view(request, *args, **kwargs))

    return inner


def record_access_required(view: View) -> View:
    """Signed in with an account of one's own: members, and leavers who look at their own record."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return _private(view(request, *args, **kwargs))

    return inner


def access_ended(request: HttpRequest) -> HttpResponse:
    """Ends the session and says, with 403, that access has ended and what stays open."""
    logout(request)
    return render(request, "people/access_ended.html", status=403)


def _private(response: HttpResponseBase) -> HttpResponseBase:
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, private=True, no_store=True)
    return response
