"""The suite: fast hashing, mail in memory, everything else as in production."""

import datetime

from config import env
from config.settings.base import *  # noqa: F403
from config.settings.base import VAR_DIR

DEBUG = False
SECRET_KEY = "tests only"
AUDIT_KEY = "tests only"
HEARTH_FIELD_KEYS = ["tests only"]
HEARTH_SIGNING_KEYS = str(VAR_DIR / "test-signing")
HEARTH_MAKE_SIGNING_KEY = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Tests run at any hour; those about hours say which.
HEARTH_QUIET_FROM = HEARTH_QUIET_UNTIL = datetime.time()
HEARTH_MAIL_AT_WEEKENDS = True
HEARTH_DEMO_ALLOWED = True
HEARTH_REQUIRE_MFA = False
MEDIA_ROOT = VAR_DIR / "test-media"
HEARTH_PRIVATE_ROOT = VAR_DIR / "test-private"
DATABASES = {"default": env.database("DATABASE_URL", VAR_DIR / "test.sqlite3")}
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test-run.sqlite3")}
HEARTH_STYLEGUIDE = True
