"""Who is told when somebody finishes a module: other rooms register, and are called in the same transaction."""

from __future__ import annotations

from collections.abc import Callable

from learning.models import Completion

Listener = Callable[[Completion], None]
_listeners: list[Listener] = []


def register(listener: Listener) -> Listener:
    """Add a listener; twice is the same as once. Usable as a decorator."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def tell(completion: Completion) -> None:
    """Everybody who has to know."""
    for listener in _listeners:
        listener(completion)
