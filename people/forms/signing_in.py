"""allauth's forms in our words. They say what to type; what is done with it stays allauth's."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp import forms as app
from allauth.mfa.webauthn import forms as passkeys
from django.utils.translation import gettext_lazy as _

ADDRESS = _("E-mail address")
GOOD_PASSWORD = _("At least 12 characters. Three or four unrelated words make a good password.")


class LoginForm(account.LoginForm):
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = ADDRESS


class AddEmailForm(account.AddEmailForm):
    """The new address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")
        self.fields["email"].widget.attrs["autocomplete"] = "email"


class ResetPasswordForm(account.ResetPasswordForm):
    """Where the link goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = ADDRESS


class ChangePasswordForm(account.ChangePasswordForm):
    """The present password and the new one, typed once: browsers show and keep what was typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        self.fields["oldpassword"].label = _("Your present password")
        _new_password(self.fields["password1"])


class ResetPasswordKeyForm(account.ResetPasswordKeyForm):
    """The new password, typed once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _new_password(self.fields["password1"])


class AuthenticateForm(second_step.AuthenticateForm):
    """The second step of signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"])


class ReauthenticateForm(second_step.ReauthenticateForm):
    """The second step again, before a sensitive change."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"])


class ActivateTOTPForm(app.ActivateTOTPForm):
    """The first code of a new authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("The six digits your app shows now")
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "placeholder": ""}


class AddPasskeyForm(passkeys.AddWebAuthnForm):
    """A name for the passkey, and whether it is enough by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("A name for it")
        self.fields["name"].help_text = _("So that you know it again, for example “work phone”.")
        alone = self.fields["passwordless"]
        alone.label = _("Sign in with it alone, without my password")
        alone.help_text = _("Your device asks for your fingerprint, face or PIN. Untick it for a key that has none.")
        alone.initial = True


def _new_password(field: Any) -> None:
    field.label = _("New password")
    field.help_text = GOOD_PASSWORD


def _code(field: Any) -> None:
    field.label = _("Code")
    field.help_text = _("Six digits from your authenticator app, or one of your recovery codes.")
    field.widget.attrs |= {"placeholder": "", "autofocus": True}
