"""Taking one's own log away."""

from __future__ import annotations

from audit.services import record
from people.models import User


def note_export(*, actor: User) -> None:
    """The log says that somebody took their own record, not what is in it."""
    record(actor=actor, action="cpd.log_exported", records=[actor])
