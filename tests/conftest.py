"""What every test stands on: a site with both languages, whichever way the database was made."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import TransactionTestCase
from django.utils import translation

from audit import triggers
from tests.factories import prepare_site
from tests.personas import World, build_world

APPEND_ONLY_TABLES = ["audit_entry"]

_flush = TransactionTestCase._fixture_teardown


def _flush_and_prepare(self: TransactionTestCase) -> None:
    """A flush after a test that commits: append-only tables let go of their rows, then the site stands again."""
    with triggers.lifted(*APPEND_ONLY_TABLES):
        _flush(self)
    prepare_site()


@pytest.fixture(scope="session", autouse=True)
def _flush_respects_triggers() -> Iterator[None]:
    TransactionTestCase._fixture_teardown = _flush_and_prepare
    yield
    TransactionTestCase._fixture_teardown = _flush


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The test database, with the root page, the site and the locales."""
    with django_db_blocker.unblock():
        prepare_site()


@pytest.fixture(autouse=True)
def _start_in_english_with_an_empty_cache() -> Iterator[None]:
    cache.clear()
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
