"""How allauth behaves here: joining is by invitation, and everybody lands where they may be."""

import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people import sealing
from people.addresses import at_home, is_own_path
from people.devices import known_device, remember
from people.models import User
from people.permissions import is_member
from people.services.sessions import end

LINKS = ("activate_url", "password_reset_url")


class AccountAdapter(DefaultAccountAdapter):
    """E-mail and password accounts."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account has been closed. Ask your training coordinator."),
        "email_password_mismatch": _("Address and password don't match an account here. Check both and try again."),
        "email_taken": _("Another account has this address."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("This is not your password."),
        "invalid_login": _("This didn't work. Try again, or sign in with your password."),
        "invalid_password_reset": _("This link can't be used any more. Ask for a new one."),
        "rate_limited": _("Too many tries. Wait a few minutes, then try again."),
        "same_as_current": _("This is what it is already."),
        "too_many_login_attempts": _("Too many tries. Wait a few minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: accounts are made by accepting an invitation."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only paths of this site: not even other hosts the server answers to."""
        return is_own_path(url or "", self.request)

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Sensitive changes ask for the password again, unless the person signed in within the last few minutes."""
        records = get_authentication_records(self.request, self.request.user)
        newest = max((entry["at"] for entry in records), default=0.0)
        return time.time() - newest > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Members start at Today, leavers at their own record, each in their own language."""
        with translation.override(getattr(request.user, "language", "en")):
            return reverse(settings.LOGIN_REDIRECT_URL if is_member(request.user) else "record")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """The front page, in the language the person was reading."""
        return "/cy/" if translation.get_language() == "cy" else "/"

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong passwords from a device the person has signed in on are counted apart from a stranger's."""
        key = str(super()._get_login_attempts_cache_key(request, **credentials))
        device = known_device(request, str(credentials.get("email", "")))
        return f"{key}:{device}" if device else key

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Where the person wanted to go; the device is known from now on."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember(request, response, user.email)
        return response

    def format_email_subject(self, subject: str) -> str:
        return str(subject)

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Mail is written in the language of the person it goes to, and its links lead to the site's one address."""
        context = {**context, **{name: at_home(context[name]) for name in LINKS if context.get(name)}}
        address = email if isinstance(email, str) else email[0]
        reader = context.get("user") or User.objects.filter(email__iexact=address).first()
        with translation.override(getattr(reader, "language", None) or translation.get_language()):
            return super().render_mail(template_prefix, email, context, headers)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Authenticator apps, passkeys and recovery codes."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right, or it is too old. Type the one shown now."),
    }

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """Passkey, Passkey 2, …: until the person gives it a name."""
        number = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).count() + 1
        return gettext("Passkey") if number == 1 else gettext("Passkey %(number)d") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys belong to the host people type, and are shown under the product's name."""
        return {"id": str(super().get_public_key_credential_rp_entity()["id"]), "name": "Hearth"}

    def encrypt(self, text: str) -> str:
        """App secrets and recovery codes are sealed before they are stored."""
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """As stored by `encrypt`."""
        return sealing.unseal(encrypted_text)


class SessionsAdapter(DefaultUserSessionsAdapter):
    """What people do with their own sessions."""

    def end_sessions(self, sessions: list[UserSession]) -> None:
        """Somebody ends their own elsewhere."""
        if sessions:
            end(actor=sessions[0].user, sessions=sessions)


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """OpenID Connect lets in people who already have an account, by an address the provider has verified."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: an unknown address needs an invitation first."""
        return False

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> User:
        """Takes no name from the provider: no account is made here, and people write their names themselves."""
        user: User = sociallogin.user
        return user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Connect to the one account with the same, verified address; refuse everybody else in plain words."""
        if sociallogin.is_existing:
            return
        verified = {address.email.lower() for address in sociallogin.email_addresses if address.verified}
        user = User.objects.filter(email__in=verified, is_active=True).first() if len(verified) == 1 else None
        if user is None:
            raise ImmediateHttpResponse(render(request, "people/not_invited.html", status=403))
        sociallogin.connect(request, user)
