"""There is one way in: every other sign-in address leads to it."""

from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from people.addresses import is_own_path


def to_sign_in(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Leads to signing in, keeping where the person wanted to go if that is on this site."""
    wanted = request.GET.get("next") or request.POST.get("next") or ""
    query = "?" + urlencode({"next": wanted}) if is_own_path(wanted, request) else ""
    return HttpResponseRedirect(reverse("account_login") + query)


def to_password_reset(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Leads to the one page that sends a link for a new password."""
    return HttpResponseRedirect(reverse("account_reset_password"))


def to_teams(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """People and their roles are looked after on the team pages, not in the admin."""
    teams = reverse("team_index")
    return HttpResponseRedirect(teams) if request.user.is_authenticated else redirect_to_login(teams)
