"""Development and demo: one command, no secrets to set, mail written to files under var/mail."""

from config import env
from config.settings.base import *  # noqa: F403
from config.settings.base import HEARTH_FIELD_KEYS, HEARTH_SIGNING_KEYS, VAR_DIR

DEBUG = env.flag("HEARTH_DEBUG", True)
SECRET_KEY = "development only: production refuses this key"
AUDIT_KEY = "development only"
HEARTH_FIELD_KEYS = HEARTH_FIELD_KEYS or ["development only"]
HEARTH_SIGNING_KEYS = HEARTH_SIGNING_KEYS or str(VAR_DIR / "signing")
HEARTH_MAKE_SIGNING_KEY = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]
HEARTH_DEMO_ALLOWED = True
HEARTH_REQUIRE_MFA = env.flag("HEARTH_REQUIRE_MFA", False)
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
HEARTH_STYLEGUIDE = True
