"""The same page in the other language."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, override

OWN_NAMES = {"en": "English", "cy": "Cymraeg"}


def language_links(request: HttpRequest) -> list[dict[str, Any]]:
    """One link a language. A view whose slugs differ by language says where to go in `request.translations`."""
    told: dict[str, str] = getattr(request, "translations", None) or {}
    here = get_language()
    return [
        {
            "code": code,
            "label": OWN_NAMES.get(code, code),
            "href": told.get(code) or same_view(request, code),
            "current": code == here,
            "exact": not told or code in told,
        }
        for code, _name in settings.LANGUAGES
    ]


def same_view(request: HttpRequest, code: str) -> str:
    """The address of the view in the language, with its arguments and its query; the front page when there is none."""
    match = getattr(request, "resolver_match", None)
    with override(code):
        if match is None or not match.url_name or match.url_name == "wagtail_serve":
            return reverse("wagtail_serve", args=[""])
        try:
            address = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        except NoReverseMatch:
            return reverse("wagtail_serve", args=[""])
    query = request.META.get("QUERY_STRING", "") if request.method == "GET" else ""
    return f"{address}?{query}" if query else address
