"""Legal holds: while one stands, nothing in its scope is disposed of."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone

from audit.services import record
from people.models import Organisation, User
from people.roles import Role
from supervision.guarding_permissions import guards
from supervision.models import LegalHold
from supervision.scopes import subject_of
from supervision.screening import refuse_hard
from supervision.services.errors import NotAllowedError, SupervisionError, WrongStateError


@transaction.atomic
def place(*, actor: User, organisation: Organisation, kind: str, key: uuid.UUID, reason: str) -> LegalHold:
    """Hold a case, a person's records or a team's, saying why."""
    if not guards(actor, organisation.pk):
        raise NotAllowedError
    if subject_of(kind, key, organisation.pk) is None:
        raise SupervisionError(kind)
    refuse_hard(reason)
    hold = LegalHold.objects.create(
        organisation=organisation, scope_kind=kind, scope_key=key, reason=reason, placed_by=actor
    )
    _record(actor, "supervision.hold_placed", hold)
    return hold


@transaction.atomic
def lift(*, actor: User, hold: LegalHold) -> LegalHold:
    """The reason is gone; that there was a hold stays."""
    locked = LegalHold.objects.select_for_update(of=("self",)).get(pk=hold.pk)
    if not guards(actor, locked.organisation_id):
        raise NotAllowedError
    if locked.lifted_at:
        raise WrongStateError("lifted")
    locked.lifted_by, locked.lifted_at = actor, timezone.now()
    locked.save(update_fields=["lifted_by", "lifted_at"])
    _record(actor, "supervision.hold_lifted", locked)
    return locked


def _record(actor: User, action: str, hold: LegalHold) -> None:
    record(actor=actor, action=action, records=[hold], role=Role.IG_LEAD, organisation_id=hold.organisation_id)
