"""What every environment shares. Development, test and production each say what differs."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from config import env
from config.settings.headers import *  # noqa: F403
from config.settings.signing_in import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(env.text("HEARTH_VAR_DIR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

INSTALLED_APPS = [
    "supervision",
    "pathways",
    "cpd",
    "events",
    "learning",
    "home",
    "people",
    "audit",
    "config",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtailmedia",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "audit.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.headers.HeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "people.middleware.SessionRulesMiddleware",
    "supervision.middleware.IdleMiddleware",
    "people.middleware.AdminDoorMiddleware",
    "learning.middleware.QuestionBankMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "home.middleware.WholeFormMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.User"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "csp.context_processors.nonce",
                "home.navigation.shell",
            ],
        },
    },
]

PREPARE = env.flag("HEARTH_PREPARE_STATEMENTS", True)
DATABASES = {"default": env.database("DATABASE_URL", VAR_DIR / "hearth.sqlite3", prepare=PREPARE)}

# Languages: English and Welsh, each page at the same place under /cy/.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("cy", _("Welsh"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES  # Wagtail's own list has no Welsh, and falls back to English
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale_packages"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
HEARTH_PRIVATE_ROOT = VAR_DIR / "private"  # recordings: no web server hands this out
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_242_880
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Signing in, sessions and single sign-on: see signing_in.py. Security headers: see headers.py.

# Wagtail: no call goes out, nothing but pictures is uploaded, drafts save themselves calmly.
WAGTAIL_SITE_NAME = "Hearth"
WAGTAILADMIN_BASE_URL = env.text("HEARTH_ADDRESS", "http://localhost:8000")
WAGTAILIMAGES_IMAGE_MODEL = "home.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.upload_forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILMEDIA = {
    "MEDIA_MODEL": "learning.Recording",
    "AUDIO_EXTENSIONS": ["mp3", "m4a", "ogg", "opus"],
    "VIDEO_EXTENSIONS": ["mp4", "m4v", "webm"],
}
WAGTAILDOCS_EXTENSIONS = ["pdf"]
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_AUTOSAVE_INTERVAL = 5000
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["bold", "ol", "ul", "link"]},
    }
}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = None
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False  # a new translation begins as a draft

TASKS = {"default": {"BACKEND": "home.indexing.IndexingBackend"}}
# After so many days people are reminded of supervision and of a new development plan; 0 for never.
HEARTH_SUPERVISION_GAP_DAYS = env.number("HEARTH_SUPERVISION_GAP_DAYS", 14)
HEARTH_PLAN_AGE_DAYS = env.number("HEARTH_PLAN_AGE_DAYS", 100)
# When notices may be mailed to people who chose nothing: the daily e-mail, and the hours without. Equal: never quiet.
HEARTH_DIGEST_AT = env.clock("HEARTH_DIGEST_AT", "08:00")
HEARTH_QUIET_FROM = env.clock("HEARTH_QUIET_FROM", "19:00")
HEARTH_QUIET_UNTIL = env.clock("HEARTH_QUIET_UNTIL", "07:00")
HEARTH_MAIL_AT_WEEKENDS = env.flag("HEARTH_MAIL_AT_WEEKENDS", False)
DEFAULT_FROM_EMAIL = env.text("HEARTH_MAIL_FROM", "Hearth <no-reply@hearth.example>")

# `default` is shared by all processes in production (rate limits); `process` is each one's own, for what may be lost.
PROCESS_CACHE: dict[str, Any] = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "process",
    "OPTIONS": {"MAX_ENTRIES": 10_000},
}
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "process": PROCESS_CACHE,
}

# Keys outside the database: the audit chain's, so that a database owner alone can't rewrite it.
AUDIT_KEY = env.secret("HEARTH_AUDIT_KEY")
# These seal second-factor secrets at rest: the first seals, all of them open.
HEARTH_FIELD_KEYS = [key.strip() for key in env.secret("HEARTH_FIELD_KEY").split(",") if key.strip()]
# The folder with the keys that sign certificates and badges; only development and tests make one by itself.
HEARTH_SIGNING_KEYS = env.text("HEARTH_SIGNING_KEYS")
HEARTH_MAKE_SIGNING_KEY = False

# The demo has known passwords: only development and tests may load it.
HEARTH_DEMO_ALLOWED = False

# /styleguide/ shows every component and block; only developers and tests need it.
HEARTH_STYLEGUIDE = False
