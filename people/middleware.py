"""Rules no view can forget: a session's age, its second factor, and who stands at the admin's door."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import ResolverMatch
from django.utils import translation

from people.permissions import may_enter_admin, needs_second_factor
from people.services import admin_groups, sessions

# What someone without a second factor may open: setting one up, leaving, and what every page needs.
OPEN_WITHOUT_SECOND_FACTOR = {
    "account_logout",
    "account_reauthenticate",
    "health",
    "javascript-catalog",
    "second_factor",
    "second_factor_begin",
}
OPEN_PREFIXES = ("mfa_",)
OPEN_VIEWS = {"django.views.static.serve", "django.contrib.staticfiles.views.serve"}


class SessionRulesMiddleware:
    """Refuses a session that is too old, or that lacks the second factor its owner must show.

    Which path made the session does not matter: one made without allauth is refused just the same.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        if not request.user.is_authenticated:
            return None
        if sessions.is_too_old(request):
            logout(request)
            return None
        if sessions.has_shown_second_factor(request) or not needs_second_factor(request.user):
            return None
        if sessions.has_second_factor(request.user):
            logout(request)
            return redirect_to_login(_where_to(request))
        return None if _is_open(request.resolver_match) else redirect("second_factor")


class AdminDoorMiddleware:
    """The Wagtail admin is there only for those with a role in it today; everybody else finds nothing.

    Its addresses name no language, so it speaks the one chosen in the profile.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        if not request.path_info.startswith("/admin/") or not request.user.is_authenticated:
            return None
        if _is_door(request.resolver_match):
            return None
        if not may_enter_admin(request.user):
            raise Http404
        admin_groups.follow_roles(request.user)
        translation.activate(request.user.language)
        return None


def _is_open(match: ResolverMatch | None) -> bool:
    if match is None:
        return False
    name = match.url_name or ""
    return name in OPEN_WITHOUT_SECOND_FACTOR or name.startswith(OPEN_PREFIXES) or match._func_path in OPEN_VIEWS


def _is_door(match: ResolverMatch | None) -> bool:
    return match is not None and match.url_name in {"admin_sign_in", "admin_password_reset", "wagtailadmin_logout"}


def _where_to(request: HttpRequest) -> str:
    return request.get_full_path() if request.method == "GET" else "/"
