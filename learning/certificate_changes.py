"""Who is told when a certificate is issued, superseded or revoked: other rooms register.

They are called in the same transaction, so that what they note is stored with the change or not at all.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from learning.models import Certificate


class Change(Enum):
    """What happened. Of a correction, the old certificate's SUPERSEDED is told first, then the new one's ISSUED."""

    ISSUED = "issued"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"


Listener = Callable[[Change, Certificate], None]
_listeners: list[Listener] = []


def register(listener: Listener) -> Listener:
    """Add a listener; twice is the same as once. Usable as a decorator."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def tell(change: Change, certificate: Certificate) -> None:
    """Everybody who has to know."""
    for listener in _listeners:
        listener(change, certificate)
