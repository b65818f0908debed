"""What third parties' events set off here: one line each, calling a service."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import email_changed, password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from audit.services import record
from people.models import User
from people.services import sessions


@receiver(user_logged_in)
def on_signed_in(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Start the session's clock."""
    sessions.signed_in(request=request, user=user)


@receiver(user_logged_out)
def on_signed_out(sender: Any, user: User | None, **kwargs: Any) -> None:
    """Log the end of a session."""
    sessions.signed_out(user=user)


@receiver(user_login_failed)
def on_refused(sender: Any, **kwargs: Any) -> None:
    """Log a refusal."""
    sessions.refused()


@receiver((password_changed, password_set, password_reset))
def on_password_changed(sender: Any, user: User, **kwargs: Any) -> None:
    """Log a new password, however it was set."""
    record(actor=user, action="people.password_changed", records=[user])


@receiver(email_changed)
def on_email_changed(sender: Any, user: User, **kwargs: Any) -> None:
    """Log that the address to sign in with is another, without the address."""
    record(actor=user, action="people.email_changed", records=[user])


@receiver(authenticator_added)
def on_second_factor_added(
    sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Setting up an app or a passkey shows it, so it counts for this session. Recovery codes alone don't."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
    record(actor=user, action="people.second_factor_added", records=[user])


@receiver(authenticator_removed)
def on_second_factor_removed(sender: Any, user: User, **kwargs: Any) -> None:
    """Log the removal."""
    record(actor=user, action="people.second_factor_removed", records=[user])
