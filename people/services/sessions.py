"""Sessions: how old they may be, whether a second factor was shown in them, and ending them."""

import time
from collections.abc import Iterable

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from audit.services import record
from people.models import User

SIGNED_IN_AT = "hearth_signed_in_at"


def signed_in(*, request: HttpRequest, user: User) -> None:
    """Start the session's twelve hours and note the sign-in in the log."""
    request.session[SIGNED_IN_AT] = int(timezone.now().timestamp())
    record(actor=user, action="people.signed_in", records=[user])


def signed_out(*, user: User | None) -> None:
    """Note the sign-out in the log."""
    if user is not None:
        record(actor=user, action="people.signed_out", records=[user])


def refused() -> None:
    """Note a refused sign-in in the log, without the address that was tried."""
    record(actor=None, action="people.sign_in_refused")


def is_too_old(request: HttpRequest) -> bool:
    """A session ends twelve hours after signing in; one that doesn't know its age has ended."""
    began = request.session.get(SIGNED_IN_AT)
    return not isinstance(began, int) or time.time() - began > settings.HEARTH_SESSION_HOURS * 3600


def has_shown_second_factor(request: HttpRequest) -> bool:
    """A second factor (code, recovery code or passkey) was shown in this session."""
    if not request.user.is_authenticated:
        return False
    return any(entry.get("method") == "mfa" for entry in get_authentication_records(request, request.user))


def has_second_factor(user: User) -> bool:
    """Has set up an authenticator app or a passkey."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=user, type__in=kinds).exists()


def end_all(*, actor: User, user: User) -> int:
    """End every session of the user at once; how many there were."""
    return end(actor=actor, sessions=UserSession.objects.filter(user=user).select_related("user"))


def end(*, actor: User, sessions: Iterable[UserSession]) -> int:
    """End these sessions of one person, and note in the log that somebody ended them."""
    ended = list(sessions)
    for session in ended:
        session.end()
    if ended:
        record(actor=actor, action="people.sessions_ended", records=[ended[0].user])
    return len(ended)
