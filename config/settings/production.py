"""Production: everything secret comes from the environment, and unsafe settings stop the start."""

from django.conf import global_settings as _defaults

from config import env
from config.safety import refuse_unsafe
from config.settings.base import *  # noqa: F403
from config.settings.base import PROCESS_CACHE

DEBUG = False
SECRET_KEY = env.secret("HEARTH_SECRET_KEY")
SECRET_KEY_FALLBACKS = env.words("HEARTH_OLD_SECRET_KEYS")
ALLOWED_HOSTS = env.words("HEARTH_HOSTS")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if not host.startswith(".")]
WAGTAILADMIN_BASE_URL = env.text("HEARTH_ADDRESS")

# The web server in front ends TLS and says so; it has to remove this header from what clients send.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = env.number("HEARTH_HSTS_SECONDS", 63_072_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = env.flag("HEARTH_HSTS_PRELOAD", False)
SESSION_COOKIE_NAME = "__Host-hearth-session"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-hearth-csrf"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
HEARTH_DEVICE_COOKIE_NAME = "__Host-hearth-device"

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("HEARTH_MAIL_HOST")
EMAIL_PORT = env.number("HEARTH_MAIL_PORT", 587)
EMAIL_HOST_USER = env.text("HEARTH_MAIL_USER")
EMAIL_HOST_PASSWORD = env.secret("HEARTH_MAIL_PASSWORD")
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_USE_TLS = not EMAIL_USE_SSL
EMAIL_TIMEOUT = 20

# Shared by all processes: rate limits and caches (`manage.py createcachetable`), and jobs (`manage.py db_worker`).
# So many entries that nobody pushes counted tries out of it by making others.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "hearth_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    },
    "process": PROCESS_CACHE,
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "config.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": env.text("HEARTH_LOG_LEVEL", "INFO")},
    "loggers": {"django": {"handlers": [], "propagate": True}, "django.server": {"handlers": [], "propagate": True}},
}

refuse_unsafe({**{name: getattr(_defaults, name) for name in dir(_defaults) if name.isupper()}, **globals()})
