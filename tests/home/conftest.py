"""The demo's public site, built once for the tests that read it."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from home import demo
from people import demo as people_demo


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Pages in both languages; gone after the module's tests."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        people_demo.load()
        demo.load()
        yield
        transaction.set_rollback(True)
