"""Production refuses to start on unsafe settings, and names each."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import global_settings

from config.safety import RULES, faults
from learning.certificates import keys

ROOT = Path(__file__).resolve().parents[2]
KEY = "Zr4kq8-vN2_xW7bT5mP9cY3hJ6fL1sD0gA_uE4oR8iK2nB7vQ5wX"
GOOD_ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "HEARTH_SECRET_KEY": KEY,
    "HEARTH_AUDIT_KEY": KEY[::-1],
    "HEARTH_FIELD_KEY": KEY[7:] + KEY[:7],
    "HEARTH_HOSTS": "hearth.example",
    "HEARTH_ADDRESS": "https://hearth.example",
    "HEARTH_MAIL_HOST": "mail.hearth.example",
}


def signing(tmp_path: Path) -> dict[str, str]:
    """A folder with a key that production may sign with."""
    keys.make(tmp_path / "signing", name="Hearth")
    return {"HEARTH_SIGNING_KEYS": str(tmp_path / "signing")}


def start(tmp_path: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    """Start production in a process of its own, with a good environment and these changes."""
    clean = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = {**clean, **GOOD_ENVIRONMENT, "HEARTH_VAR_DIR": str(tmp_path), **signing(tmp_path), **changes}
    return subprocess.run(
        [sys.executable, "-c", "import django; django.setup(); from config.wsgi import application"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def safe(tmp_path_factory: Any) -> dict[str, Any]:
    """Production's settings from a good environment, as a mapping to spoil."""
    from importlib import import_module

    with pytest.MonkeyPatch.context() as patch:
        var = tmp_path_factory.mktemp("var")
        for name, value in {**GOOD_ENVIRONMENT, **signing(var), "HEARTH_VAR_DIR": str(var)}.items():
            patch.setenv(name, value)
        for name in ("HEARTH_REQUIRE_MFA", "HEARTH_MFA_ROLES", "DATABASE_URL"):
            patch.delenv(name, raising=False)
        kept = {name: module for name, module in sys.modules.items() if name.startswith("config.settings")}
        for name in kept:
            del sys.modules[name]
        production = import_module("config.settings.production")
        for name in [name for name in sys.modules if name.startswith("config.settings")]:
            del sys.modules[name]
        sys.modules.update(kept)
    everything = {name: getattr(global_settings, name) for name in dir(global_settings) if name.isupper()}
    return {**everything, **{name: getattr(production, name) for name in dir(production) if name.isupper()}}


UNSAFE: list[tuple[str, Any, str]] = [
    ("DEBUG", True, "DEBUG"),
    ("SECRET_KEY", "", "SECRET_KEY"),
    ("SECRET_KEY", KEY[:49], "SECRET_KEY"),
    ("SECRET_KEY", "a" * 60, "SECRET_KEY"),
    ("SECRET_KEY", "development only: production refuses this key, though it is long", "SECRET_KEY"),
    ("SECRET_KEY", "django-insecure-" + KEY, "SECRET_KEY"),
    ("AUDIT_KEY", "", "AUDIT_KEY"),
    ("AUDIT_KEY", KEY[:31], "AUDIT_KEY"),
    ("AUDIT_KEY", "development only", "AUDIT_KEY"),
    ("AUDIT_KEY", KEY, "same"),
    ("HEARTH_FIELD_KEYS", [], "HEARTH_FIELD_KEY"),
    ("HEARTH_FIELD_KEYS", ["development only"], "HEARTH_FIELD_KEY"),
    ("HEARTH_FIELD_KEYS", [KEY[::2] + "9-xQ4", KEY[:31]], "shorter"),
    ("HEARTH_FIELD_KEYS", [KEY], "key of its own"),
    ("HEARTH_SIGNING_KEYS", "", "HEARTH_SIGNING_KEYS names no folder"),
    ("HEARTH_MAKE_SIGNING_KEY", True, "HEARTH_MAKE_SIGNING_KEY"),
    ("ALLOWED_HOSTS", [], "ALLOWED_HOSTS is empty"),
    ("ALLOWED_HOSTS", ["*"], "any host"),
    ("ALLOWED_HOSTS", ["*.hearth.example"], "any host"),
    ("WAGTAILADMIN_BASE_URL", "", "HEARTH_ADDRESS"),
    ("WAGTAILADMIN_BASE_URL", "http://hearth.example", "HEARTH_ADDRESS"),
    ("SECURE_SSL_REDIRECT", False, "SECURE_SSL_REDIRECT"),
    ("SECURE_HSTS_SECONDS", 3600, "SECURE_HSTS_SECONDS"),
    ("SESSION_COOKIE_SECURE", False, "session cookie"),
    ("SESSION_COOKIE_NAME", "sessionid", "session cookie"),
    ("CSRF_COOKIE_SECURE", False, "CSRF cookie"),
    ("CSRF_COOKIE_NAME", "csrftoken", "CSRF cookie"),
    ("SESSION_COOKIE_HTTPONLY", False, "SESSION_COOKIE_HTTPONLY"),
    ("SESSION_COOKIE_SAMESITE", "None", "SESSION_COOKIE_SAMESITE"),
    ("SESSION_COOKIE_AGE", 1_209_600, "SESSION_COOKIE_AGE"),
    ("SESSION_ENGINE", "django.contrib.sessions.backends.signed_cookies", "Sessions"),
    ("SESSION_ENGINE", "django.contrib.sessions.backends.cache", "Sessions"),
    ("HEARTH_REQUIRE_MFA", False, "HEARTH_REQUIRE_MFA"),
    ("HEARTH_MFA_ROLES", ["supervisor"], "HEARTH_MFA_ROLES"),
    ("HEARTH_DEMO_ALLOWED", True, "HEARTH_DEMO_ALLOWED"),
    ("PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"], "PASSWORD_HASHERS"),
    ("AUTH_PASSWORD_VALIDATORS", [], "AUTH_PASSWORD_VALIDATORS"),
    ("EMAIL_HOST", "", "EMAIL_BACKEND"),
    ("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend", "EMAIL_BACKEND"),
    ("EMAIL_USE_TLS", False, "TLS"),
    ("CACHES", {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}, "CACHES"),
    (
        "CACHES",
        {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "hearth_cache"}},
        "MAX_ENTRIES",
    ),
    ("TASKS", {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}, "TASKS"),
    ("CONTENT_SECURITY_POLICY", {"DIRECTIVES": {"script-src": ["'unsafe-inline'"]}}, "CONTENT_SECURITY_POLICY"),
    ("X_FRAME_OPTIONS", "SAMEORIGIN", "X_FRAME_OPTIONS"),
    ("ALLAUTH_TRUSTED_PROXY_COUNT", -1, "ALLAUTH_TRUSTED_PROXY_COUNT"),
    ("INSTALLED_APPS", ["django.contrib.admin"], "django.contrib.admin"),
    ("DATABASES", {"default": {"ENGINE": "django.db.backends.sqlite3", "OPTIONS": {}}}, "SQLite"),
    (
        "DATABASES",
        {
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "OPTIONS": {
                    "transaction_mode": "IMMEDIATE",
                    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
                },
            }
        },
        "SQLite",
    ),
]


def test_production_settings_from_a_good_environment_are_safe(safe: dict[str, Any]) -> None:
    assert faults(safe) == []


@pytest.mark.parametrize(("name", "value", "words"), UNSAFE, ids=lambda value: str(value)[:40])
def test_each_unsafe_setting_is_named(safe: dict[str, Any], name: str, value: Any, words: str) -> None:
    found = faults({**safe, name: value})
    assert len(found) == 1
    assert words in found[0]


def test_every_rule_is_broken_by_some_case(safe: dict[str, Any]) -> None:
    broken = {message for name, value, _words in UNSAFE for message in faults({**safe, name: value})}
    assert broken >= {message for message, _is_broken in RULES}


def test_production_starts_with_a_good_environment(tmp_path: Path) -> None:
    done = start(tmp_path)
    assert done.returncode == 0, done.stderr


def test_production_does_not_start_and_names_every_fault_at_once(tmp_path: Path) -> None:
    done = start(tmp_path, HEARTH_SECRET_KEY="short", HEARTH_HOSTS="*", HEARTH_REQUIRE_MFA="0", HEARTH_MAIL_HOST="")
    assert done.returncode != 0
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "HEARTH_REQUIRE_MFA", "EMAIL_BACKEND"):
        assert name in done.stderr


def test_a_misspelt_flag_stops_the_start_with_its_name(tmp_path: Path) -> None:
    done = start(tmp_path, HEARTH_REQUIRE_MFA="yess")
    assert done.returncode != 0
    assert "HEARTH_REQUIRE_MFA: write 1 or 0, not 'yess'" in done.stderr
