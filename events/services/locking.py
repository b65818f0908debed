"""One at a time for each event: places, waiting list and register are decided while its row is locked."""

from __future__ import annotations

from audit.services import take_turn
from events.models import LiveEvent


def locked(event: LiveEvent) -> LiveEvent:
    """The event as it is now, locked to the end of the transaction.

    The log's turn comes first, as everywhere, so that two services never wait for each other.
    """
    take_turn()
    return LiveEvent.objects.select_for_update(of=("self",)).get(pk=event.pk)
