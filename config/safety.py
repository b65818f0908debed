"""What production refuses to start with: takes settings as a mapping, gives back one sentence per fault."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from learning.certificates import keys

Settings = Mapping[str, Any]
KEY_LENGTH = 50
AUDIT_KEY_LENGTH = 32
CACHE_ENTRIES = 100_000
DEVELOPMENT_MARKS = ("development", "tests only", "insecure", "change me", "changeme")
TEST_MAIL = {"console", "filebased", "dummy", "locmem"}


def _weak(key: object, length: int) -> bool:
    text = str(key or "")
    return len(text) < length or len(set(text)) < 10 or any(mark in text.lower() for mark in DEVELOPMENT_MARKS)


def _sqlite_is_unsafe(settings: Settings) -> bool:
    database = settings["DATABASES"]["default"]
    if "sqlite3" not in database["ENGINE"]:
        return False
    options = database.get("OPTIONS", {})
    pragmas = str(options.get("init_command", "")).upper().replace(" ", "")
    return not (
        "SYNCHRONOUS=FULL" in pragmas
        and "JOURNAL_MODE=WAL" in pragmas
        and options.get("transaction_mode") == "IMMEDIATE"
    )


def _cookie_is_unsafe(settings: Settings, kind: str) -> bool:
    name = str(settings[f"{kind}_COOKIE_NAME"])
    return not (settings[f"{kind}_COOKIE_SECURE"] and name.startswith("__Host-"))


RULES: list[tuple[str, Callable[[Settings], bool]]] = [
    ("DEBUG has to be off.", lambda s: bool(s["DEBUG"])),
    (
        f"SECRET_KEY is missing, shorter than {KEY_LENGTH} characters or a development key: set HEARTH_SECRET_KEY.",
        lambda s: _weak(s["SECRET_KEY"], KEY_LENGTH),
    ),
    (
        f"AUDIT_KEY is missing, shorter than {AUDIT_KEY_LENGTH} characters or a development key: set HEARTH_AUDIT_KEY.",
        lambda s: _weak(s["AUDIT_KEY"], AUDIT_KEY_LENGTH),
    ),
    (
        "AUDIT_KEY and SECRET_KEY are the same: they have to be two keys.",
        lambda s: s["AUDIT_KEY"] == s["SECRET_KEY"],
    ),
    (
        f"A field key is missing, shorter than {AUDIT_KEY_LENGTH} characters or for development: set HEARTH_FIELD_KEY.",
        lambda s: not s["HEARTH_FIELD_KEYS"] or any(_weak(key, AUDIT_KEY_LENGTH) for key in s["HEARTH_FIELD_KEYS"]),
    ),
    (
        "A field key is also another key: HEARTH_FIELD_KEY has to be a key of its own.",
        lambda s: not {s["SECRET_KEY"], s["AUDIT_KEY"]}.isdisjoint(s["HEARTH_FIELD_KEYS"]),
    ),
    (
        "HEARTH_MAKE_SIGNING_KEY has to be off: production signs with a key that was made for it.",
        lambda s: bool(s["HEARTH_MAKE_SIGNING_KEY"]),
    ),
    ("ALLOWED_HOSTS is empty: set HEARTH_HOSTS.", lambda s: not s["ALLOWED_HOSTS"]),
    (
        "ALLOWED_HOSTS lets in any host: name them in HEARTH_HOSTS.",
        lambda s: any(host in {"*", "."} or host.startswith("*") for host in s["ALLOWED_HOSTS"]),
    ),
    (
        "WAGTAILADMIN_BASE_URL, the site's address, has to begin with https://: set HEARTH_ADDRESS.",
        lambda s: (
            urlsplit(s["WAGTAILADMIN_BASE_URL"]).scheme != "https" or not urlsplit(s["WAGTAILADMIN_BASE_URL"]).netloc
        ),
    ),
    ("SECURE_SSL_REDIRECT has to be on.", lambda s: not s["SECURE_SSL_REDIRECT"]),
    ("SECURE_HSTS_SECONDS has to be a year or more.", lambda s: s["SECURE_HSTS_SECONDS"] < 31_536_000),
    (
        "The session cookie has to be secure and its name begin with __Host-.",
        lambda s: _cookie_is_unsafe(s, "SESSION"),
    ),
    ("The CSRF cookie has to be secure and its name begin with __Host-.", lambda s: _cookie_is_unsafe(s, "CSRF")),
    ("SESSION_COOKIE_HTTPONLY has to be on.", lambda s: not s["SESSION_COOKIE_HTTPONLY"]),
    (
        "SESSION_COOKIE_SAMESITE has to be Lax or Strict.",
        lambda s: s["SESSION_COOKIE_SAMESITE"] not in {"Lax", "Strict"},
    ),
    (
        "SESSION_COOKIE_AGE has to be between a minute and twelve hours.",
        lambda s: not 60 <= s["SESSION_COOKIE_AGE"] <= 43_200,
    ),
    (
        "Sessions have to be kept in the database, where they can be ended.",
        lambda s: "signed_cookies" in s["SESSION_ENGINE"] or s["SESSION_ENGINE"].endswith(".cache"),
    ),
    ("HEARTH_REQUIRE_MFA has to be on.", lambda s: not s["HEARTH_REQUIRE_MFA"]),
    ("HEARTH_MFA_ROLES has to be `all`.", lambda s: "all" not in s["HEARTH_MFA_ROLES"]),
    ("HEARTH_DEMO_ALLOWED has to be off: the demo has known passwords.", lambda s: bool(s["HEARTH_DEMO_ALLOWED"])),
    (
        "PASSWORD_HASHERS has to begin with Argon2.",
        lambda s: not s["PASSWORD_HASHERS"] or "Argon2" not in s["PASSWORD_HASHERS"][0],
    ),
    ("AUTH_PASSWORD_VALIDATORS is empty.", lambda s: not s["AUTH_PASSWORD_VALIDATORS"]),
    (
        "SQLite has to run with journal_mode=WAL, synchronous=FULL and IMMEDIATE transactions.",
        _sqlite_is_unsafe,
    ),
    (
        "EMAIL_BACKEND sends nothing: set HEARTH_MAIL_HOST.",
        lambda s: not s["EMAIL_HOST"] or s["EMAIL_BACKEND"].split(".")[-2] in TEST_MAIL,
    ),
    ("Mail has to be sent over TLS.", lambda s: not (s["EMAIL_USE_TLS"] or s["EMAIL_USE_SSL"])),
    (
        "CACHES has to be shared by all processes, or rate limits do not hold.",
        lambda s: any(word in s["CACHES"]["default"]["BACKEND"] for word in ("locmem", "dummy")),
    ),
    (
        "CACHES has to hold 100,000 entries or more (OPTIONS, MAX_ENTRIES), or counted tries are pushed out of it.",
        lambda s: (
            s["CACHES"]["default"]["BACKEND"].endswith("DatabaseCache")
            and s["CACHES"]["default"].get("OPTIONS", {}).get("MAX_ENTRIES", 300) < CACHE_ENTRIES
        ),
    ),
    (
        "TASKS has to use the database, so that a job outlives a restart.",
        lambda s: any(word in s["TASKS"]["default"]["BACKEND"] for word in ("immediate", "dummy")),
    ),
    (
        "CONTENT_SECURITY_POLICY has to be strict: no 'unsafe-inline', 'unsafe-eval' or * outside the admin.",
        lambda s: _policy_is_loose(s["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]),
    ),
    ("X_FRAME_OPTIONS has to be DENY.", lambda s: s["X_FRAME_OPTIONS"] != "DENY"),
    ("ALLAUTH_TRUSTED_PROXY_COUNT can't be below 0.", lambda s: s["ALLAUTH_TRUSTED_PROXY_COUNT"] < 0),
    (
        "django.contrib.admin is a second way in: take it out of INSTALLED_APPS.",
        lambda s: "django.contrib.admin" in s["INSTALLED_APPS"],
    ),
]


def _policy_is_loose(directives: Mapping[str, Any]) -> bool:
    sources = {source for values in directives.values() for source in values}
    return bool(sources & {"'unsafe-inline'", "'unsafe-eval'", "*"}) or directives.get("frame-ancestors") != ["'none'"]


def faults(settings: Settings) -> list[str]:
    """Every rule that the settings break, in words that name the setting."""
    signing = [f"HEARTH_SIGNING_KEYS {fault}." for fault in keys.faults(settings["HEARTH_SIGNING_KEYS"])]
    return [*(message for message, is_broken in RULES if is_broken(settings)), *signing]


def refuse_unsafe(settings: Settings) -> None:
    """Stops the start when anything is unsafe, naming each fault at once."""
    found = faults(settings)
    if found:
        raise ImproperlyConfigured("Hearth does not start, because:\n" + "\n".join(f"  - {line}" for line in found))
