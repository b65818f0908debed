"""The schedule of an organisation: who to ask, where a concern goes, how long records are kept."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from audit.services import record
from people.models import Organisation, User
from people.roles import Role
from people.team_rights import holds
from supervision.models import RecordKeeping
from supervision.services.errors import NotAllowedError, NotReadyError


@transaction.atomic
def set_record_keeping(*, actor: User, organisation: Organisation, **values: Any) -> RecordKeeping:
    """The organisation's information governance lead sets or corrects it; each time is in the audit log."""
    if not holds(actor, organisation.pk, Role.IG_LEAD):
        raise NotAllowedError
    kept, _created = RecordKeeping.objects.update_or_create(
        organisation=organisation, defaults={**values, "set_by": actor}
    )
    record(
        actor=actor,
        action="supervision.record_keeping_set",
        records=[kept],
        role=Role.IG_LEAD,
        organisation_id=organisation.pk,
    )
    return kept


def must_be_ready(organisation_id: int) -> RecordKeeping:
    """The schedule; raises NotReadyError where there is none: no record is made before it is set."""
    kept = RecordKeeping.objects.filter(organisation_id=organisation_id).first()
    if kept is None:
        raise NotReadyError(organisation_id)
    return kept
