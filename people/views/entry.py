"""There is one way in: every other sign-in address leads to it."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def to_sign_in(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Leads to signing in, keeping where the person wanted to go if that is on this site."""
    wanted = request.GET.get("next") or request.POST.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    query = "?" + urlencode({"next": wanted}) if wanted and safe else ""
    return HttpResponseRedirect(reverse("account_login") + query)


def to_password_reset(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Leads to the one page that sends a link for a new password."""
    return HttpResponseRedirect(reverse("account_reset_password"))


def to_teams(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """People and their roles are looked after on the team pages, not in the admin."""
    return HttpResponseRedirect(reverse("team_index"))


def to_profile(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """One's own name, language and password are looked after on the profile page."""
    return HttpResponseRedirect(reverse("profile"))
