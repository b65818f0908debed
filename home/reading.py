"""How someone likes to read: on the profile of a person, in a cookie for a visitor. Nothing else is remembered."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

COOKIE = "reading"
COOKIE_SECONDS = 365 * 24 * 60 * 60
CHOICES: dict[str, list[tuple[str, Any]]] = {
    "size": [("s", _("Smaller")), ("m", _("Standard")), ("l", _("Larger")), ("xl", _("Largest"))],
    "spacing": [("normal", _("Standard")), ("wide", _("Wide"))],
    "tint": [("none", _("None")), ("cream", _("Cream")), ("blue", _("Blue")), ("green", _("Green"))],
    "theme": [("auto", _("Same as my device")), ("light", _("Light")), ("dark", _("Dark"))],
    "font": [("atkinson", _("Atkinson Hyperlegible")), ("plain", _("Plain font"))],
    "decorations": [("on", _("Show")), ("off", _("Hide"))],
    "keys": [("on", _("On")), ("off", _("Off"))],
}
DEFAULTS = {
    "size": "m",
    "spacing": "normal",
    "tint": "none",
    "theme": "auto",
    "font": "atkinson",
    "decorations": "on",
    "keys": "on",
}


def clean(values: Mapping[str, Any] | None) -> dict[str, str]:
    """Known settings with known values; anything else is as if it had not been said."""
    given = values or {}
    return {
        name: str(given.get(name)) if given.get(name) in dict(choices) else DEFAULTS[name]
        for name, choices in CHOICES.items()
    }


def of(request: HttpRequest) -> dict[str, str]:
    """The settings for this request."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated and user.reading:
        return clean(user.reading if isinstance(user.reading, dict) else None)
    return clean(dict(parse_qsl(request.COOKIES.get(COOKIE, "")[:200])))


def as_cookie(settings: Mapping[str, str]) -> str:
    """What the cookie says: only what differs from the usual."""
    return urlencode({name: value for name, value in settings.items() if value != DEFAULTS[name]})
