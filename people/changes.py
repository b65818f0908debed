"""Who is told when somebody's memberships change: other rooms register, and are called in the same transaction."""

from __future__ import annotations

from collections.abc import Callable

Listener = Callable[[int], None]
_listeners: list[Listener] = []


def register(listener: Listener) -> Listener:
    """Add a listener, which gets the person's id; twice is the same as once. Usable as a decorator."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def tell(user_id: int) -> None:
    """Everybody who has to know that this person has joined, moved or left."""
    for listener in _listeners:
        listener(user_id)
