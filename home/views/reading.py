"""Reading settings: on the profile of a person, in a cookie for a visitor."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from home import reading
from home.forms import ReadingForm
from people.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def reading_settings(request: HttpRequest) -> HttpResponse:
    """Show the settings, or keep them and go back to where the reader was."""
    back = safe_next(request)
    if request.method != "POST":
        form = ReadingForm(initial=reading.of(request))
        return render(request, "home/reading.html", {"form": form, "next": back})
    if "reset" in request.POST:
        return keep(request, dict(reading.DEFAULTS), back)
    form = ReadingForm(request.POST)
    if not form.is_valid():
        return render(request, "home/reading.html", {"form": form, "next": back})
    return keep(request, form.cleaned_data, back)


def keep(request: HttpRequest, settings: dict[str, str], back: str) -> HttpResponse:
    """Store the settings where they belong and say so."""
    response = redirect(back or reverse("reading_settings"))
    if isinstance(request.user, User):
        User.objects.filter(pk=request.user.pk).update(reading=reading.clean(settings))
    response.set_cookie(
        reading.COOKIE,
        reading.as_cookie(settings),
        max_age=reading.COOKIE_SECONDS,
        samesite="Lax",
        secure=request.is_secure(),
        httponly=True,
    )
    messages.success(request, _("Your reading settings are saved."))
    return response


def safe_next(request: HttpRequest) -> str:
    """An address on this site, or nothing."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if allowed and len(address) <= 2_000 else ""
