"""Trying a service: everything it would refuse is found, and nothing stays unless it is meant."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def tried(*, keep: bool) -> Iterator[None]:
    """What happens inside is one transaction; without `keep` it is undone at the end."""
    with transaction.atomic():
        yield
        if not keep:
            transaction.set_rollback(True)
