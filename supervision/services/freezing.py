"""While a disclosure request is open, what was there when it was opened stays as it was. New records may be made.

A legal hold lets records be written on, but nothing in it is thrown away or moved out of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from supervision.models import DisclosureRequest, LegalHold
from supervision.models.base import Record
from supervision.retention import Clock, kinds_of
from supervision.scopes import is_within, scope_of
from supervision.services.errors import FrozenError, OnHoldError


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


def frozen_among(records: Iterable[Record]) -> set[object]:
    """The keys of those that an open request keeps as they are; one statement where none is open."""
    rows = list(records)
    asked = DisclosureRequest.objects.open().filter(organisation_id__in={row.organisation_id for row in rows})
    return {row.pk for row in rows if freezing(row)} if rows and asked.exists() else set()


def must_not_be_held(record: Record) -> None:
    """Raises OnHoldError where a legal hold stands over the record; one statement where none does."""
    holds = LegalHold.objects.filter(organisation_id=record.organisation_id, lifted_at__isnull=True)
    if any(is_within(scope_of(hold), record) for hold in holds):
        raise OnHoldError
