"""Signing in: e-mail and password or passkey, then a second factor. One way in, through allauth."""

from config import env

AUTHENTICATION_BACKENDS = ["people.backends.AdminGate", "people.backends.SignIn"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "people.passwords.LocalWordsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "/"

# Joining is by invitation: the sign-up page answers that it is closed.
ACCOUNT_ADAPTER = "people.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "add_email": "people.forms.signing_in.AddEmailForm",
    "change_password": "people.forms.signing_in.ChangePasswordForm",
    "login": "people.forms.signing_in.LoginForm",
    "reset_password": "people.forms.signing_in.ResetPasswordForm",
    "reset_password_from_key": "people.forms.signing_in.ResetPasswordKeyForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# Beside allauth's own limits: nobody's mailbox is filled by a stranger who asks for new passwords.
ACCOUNT_RATE_LIMITS = {"reset_password": "20/m/ip,5/h/key"}
# A device somebody has signed in on, so that wrong passwords tried elsewhere don't lock them out there.
HEARTH_DEVICE_COOKIE_NAME = "hearth-device"
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("HEARTH_TRUSTED_PROXIES", 0)

MFA_ADAPTER = "people.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "activate_totp": "people.forms.signing_in.ActivateTOTPForm",
    "add_webauthn": "people.forms.signing_in.AddPasskeyForm",
    "authenticate": "people.forms.signing_in.AuthenticateForm",
    "reauthenticate": "people.forms.signing_in.ReauthenticateForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Hearth"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
USERSESSIONS_ADAPTER = "people.adapters.SessionsAdapter"
USERSESSIONS_TRACK_ACTIVITY = False

# Who needs a second factor: everybody, or the roles and grants named (HEARTH_MFA_ROLES=supervisor,expert,…).
HEARTH_REQUIRE_MFA = env.flag("HEARTH_REQUIRE_MFA", True)
HEARTH_MFA_ROLES = env.words("HEARTH_MFA_ROLES", "all")

# A session ends after twelve hours, whatever happened in it.
HEARTH_SESSION_HOURS = 12
SESSION_ENGINE = "people.session_store"
SESSION_COOKIE_AGE = HEARTH_SESSION_HOURS * 60 * 60
# Supervision is closed after so many minutes without a request, from any page.
HEARTH_IDLE_MINUTES = 15
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# An invitation opens the door once, within three days.
HEARTH_INVITATION_HOURS = 72

# Single sign-on with OpenID Connect: off unless an operator names a provider. It lets in nobody who was not invited.
HEARTH_OIDC_ISSUER = env.text("HEARTH_OIDC_ISSUER")
HEARTH_OIDC_NAME = env.text("HEARTH_OIDC_NAME", "Single sign-on")
HEARTH_OIDC_CLIENT_ID = env.text("HEARTH_OIDC_CLIENT_ID")
HEARTH_OIDC_CLIENT_SECRET = env.secret("HEARTH_OIDC_CLIENT_SECRET")
SOCIALACCOUNT_ADAPTER = "people.adapters.SingleSignOnAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_PROVIDERS = {}
if HEARTH_OIDC_ISSUER:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "organisation",
                "name": HEARTH_OIDC_NAME,
                "client_id": HEARTH_OIDC_CLIENT_ID,
                "secret": HEARTH_OIDC_CLIENT_SECRET,
                "settings": {"server_url": HEARTH_OIDC_ISSUER},
            }
        ],
    }
