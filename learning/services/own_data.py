"""Taking one's own learning away."""

from audit.services import record
from people.models import User


def note_export(*, actor: User) -> None:
    """The log says that somebody took their own record, not what is in it."""
    record(actor=actor, action="learning.own_data_exported", records=[actor])
