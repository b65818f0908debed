"""The house's clocks at another moment: Django's and the process's."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock


@contextmanager
def at(moment: datetime.datetime) -> Iterator[None]:
    """It is this moment inside, and stays so."""
    with (
        mock.patch("django.utils.timezone.now", return_value=moment),
        mock.patch("time.time", return_value=moment.timestamp()),
    ):
        yield
