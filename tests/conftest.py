"""What every test stands on: a site with both languages, whichever way the database was made."""

import os
from collections.abc import Iterator
from functools import cache as once
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import caches
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as properties

from audit import triggers
from tests import chromium, template_database
from tests.factories import prepare_site
from tests.personas import World, build_world

# Playwright runs an event loop in the test's thread; Django's own check would take that for async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# A property says what is true, not how fast it is: on a busy machine any example may be slow to make or to run.
properties.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
properties.load_profile("any machine")

_flush = TransactionTestCase._fixture_teardown


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks what drives a browser, and leaves out what this machine or this run has no place for."""
    full_size = "assurance" in (config.option.markexpr or "")
    on_postgres = "postgresql" in django_settings.DATABASES["default"]["ENGINE"]
    for item in items:
        if {"page", "browser", "context", "new_context"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)
        if item.get_closest_marker("assurance") and not full_size:
            item.add_marker(pytest.mark.skip(reason="full-size run: make assurance"))
        if item.get_closest_marker("postgres") and not on_postgres:
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: scripts/with_postgres.sh pytest …"))
        if item.get_closest_marker("browser") and not _chromium():
            item.add_marker(pytest.mark.skip(reason="needs Chromium: scripts/browser.sh"))
    if on_postgres:
        same = [item for item in items if item.get_closest_marker("one_database") or not _uses_database(item)]
        config.hook.pytest_deselected(items=same)
        items[:] = [item for item in items if item not in set(same)]


def _uses_database(item: pytest.Item) -> bool:
    """A test that asks no database gives the same answer on every one: SQLite's run has it."""
    return bool(item.get_closest_marker("django_db") or _DATABASE & set(getattr(item, "fixturenames", ())))


_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


@once
def _chromium() -> str | None:
    return chromium.executable()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium; without its sandbox only where root runs it, as in a container."""
    arguments = ["--disable-gpu", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return {**browser_type_launch_args, "executable_path": _chromium(), "args": arguments}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> bool:
    """On SQLite a migrated database is copied when no migration has changed: seconds instead of half a minute."""
    return template_database.copy_in()


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: bool) -> bool:
    """A copied database is kept, so that only what is missing is migrated."""
    return django_db_modify_db_settings


def _flush_and_prepare(self: TransactionTestCase) -> None:
    """A flush after a test that commits: append-only tables let go of their rows, then the site stands again."""
    with triggers.lifted(*triggers.guarded_tables()):
        _flush(self)
    prepare_site()


@pytest.fixture(scope="session", autouse=True)
def _flush_respects_triggers() -> Iterator[None]:
    TransactionTestCase._fixture_teardown = _flush_and_prepare
    yield
    TransactionTestCase._fixture_teardown = _flush


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_keepdb: bool, django_db_blocker: Any) -> None:
    """The test database, with the root page, the site and the locales."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite" and "test-run" not in str(connection.settings_dict["NAME"]):
            return  # no test of this run uses the database
        if not django_db_keepdb:
            template_database.keep()
        prepare_site()


@pytest.fixture(autouse=True)
def _start_in_english_with_an_empty_cache() -> Iterator[None]:
    for alias in ("default", "process"):
        caches[alias].clear()
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def media_root(settings: Any, tmp_path: Path) -> Path:
    """Uploads of a test go to its own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def world(db: None) -> World:
    """One person of every kind (tests/personas.py)."""
    return build_world()


@pytest.fixture
def furnished(db: None) -> World:
    """The world with a module, a resource, an enrolment, a completion and a certificate in it."""
    return build_world(furnished=True)
