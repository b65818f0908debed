"""Who is told when attendance is attested or corrected: other rooms register, and are called in the transaction."""

from __future__ import annotations

from collections.abc import Callable

from events.models import EventOutcome

Listener = Callable[[EventOutcome], None]
_listeners: list[Listener] = []


def register(listener: Listener) -> Listener:
    """Add a listener; twice is the same as once. Usable as a decorator.

    A correction comes as an outcome that `supersedes` another: what was made from that one is to be put right.
    """
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def tell(outcome: EventOutcome) -> None:
    """Everybody who has to know."""
    for listener in _listeners:
        listener(outcome)
