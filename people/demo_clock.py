"""The demo's past: what happens inside happened then."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock


@contextmanager
def at(moment: datetime.datetime) -> Iterator[None]:
    """What happens inside happened then."""
    with mock.patch("django.utils.timezone.now", return_value=moment):
        yield
