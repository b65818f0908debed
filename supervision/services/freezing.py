"""While a disclosure request is open, what was there when it was opened stays as it was. New records may be made."""

from __future__ import annotations

from supervision.models import DisclosureRequest
from supervision.models.base import Record
from supervision.retention import Clock, kinds_of
from supervision.scopes import is_within, scope_of
from supervision.services.errors import FrozenError


def must_not_be_frozen(record: Record) -> None:
    """Raises FrozenError where an open request has the record in its scope; one statement where none is open."""
    request = freezing(record)
    if request is not None:
        raise FrozenError(request.created_at)


def freezing(record: Record) -> DisclosureRequest | None:
    """The open request in whose scope the record is, if there is one."""
    if any(kept.clock == Clock.STAYS for kept in kinds_of(type(record))):
        return None
    requests = DisclosureRequest.objects.open().filter(organisation_id=record.organisation_id)
    return next((request for request in requests if is_within(scope_of(request), record)), None)
