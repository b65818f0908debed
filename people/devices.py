"""Devices somebody has signed in on before: guesses made elsewhere do not lock them out.

A device carries a signed mark that names one address, by a keyed digest, and itself. Wrong passwords are counted for
strangers together and for each known device alone.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "people.devices"
KEPT_SECONDS = 180 * 24 * 60 * 60


def remember(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """Mark the device after a whole sign-in; one that carries the person's mark keeps it."""
    device = known_device(request, email) or secrets.token_urlsafe(12)
    response.set_cookie(
        settings.HEARTH_DEVICE_COOKIE_NAME,
        signing.dumps([_digest(email), device], salt=SALT),
        max_age=KEPT_SECONDS,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def known_device(request: HttpRequest, email: str) -> str:
    """The device's own name if it has signed in with the address before, else an empty text."""
    mark = request.COOKIES.get(settings.HEARTH_DEVICE_COOKIE_NAME, "")
    try:
        digest, device = signing.loads(mark, salt=SALT, max_age=KEPT_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(device) if constant_time_compare(str(digest), _digest(email)) else ""


def _digest(email: str) -> str:
    return salted_hmac(SALT, email.strip().lower(), algorithm="sha256").hexdigest()
