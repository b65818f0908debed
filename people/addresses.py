"""Where someone may be sent: after signing in to a path of this site, by a link in mail to the site's own address."""

from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme


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
