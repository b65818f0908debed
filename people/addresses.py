"""Where someone may be sent: after signing in to a path of this site, by a link in mail to the site's own address."""

from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_from_path


def is_own_path(address: str, request: HttpRequest) -> bool:
    """Begins with one slash and stays on this host, however a browser reads it."""
    if not address.startswith("/"):
        return False
    return url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())


def at_home(address: str) -> str:
    """The same path at the site's configured address, whatever host and port a request named."""
    path = urlsplit(address)._replace(scheme="", netloc="")
    return str(settings.WAGTAILADMIN_BASE_URL).rstrip("/") + urlunsplit(path)


def joining_page(token: str, language: str) -> str:
    """The address of a joining page, in the invited person's language."""
    with translation.override(language):
        return at_home(reverse("join", args=[token]))


def in_language(address: str, language: str) -> str:
    """The same page's path in a language, whichever language the one given is in."""
    with translation.override(get_language_from_path(address) or settings.LANGUAGE_CODE):
        return translate_url(address, language)
