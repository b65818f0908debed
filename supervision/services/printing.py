"""Taking a record out of Hearth."""

from __future__ import annotations

from django.db import transaction

from audit.services import record
from people.models import User
from supervision.models import Export
from supervision.models.base import Record
from supervision.screening import refuse_hard


@transaction.atomic
def note_print(*, actor: User, record_row: Record, role: str, reason: str) -> Export:
    """Who took which record, when and why. The reason is sealed; the log says only that it was taken."""
    refuse_hard(reason)
    made = Export.objects.create(
        organisation_id=record_row.organisation_id,
        record_type=record_row._meta.label_lower,
        record_key=record_row.pk,
        taken_by=actor,
        reason=reason,
    )
    record(
        actor=actor,
        action="supervision.record_printed",
        records=[record_row, made],
        role=role,
        organisation_id=record_row.organisation_id,
    )
    return made
