"""Additions to what is final: dated, attributed, shown in order, never changed. Each record says who may."""

from __future__ import annotations

from audit.services import record
from people.models import User
from supervision.models import Addendum
from supervision.models.base import Record
from supervision.permissions import role_in_team
from supervision.screening import refuse_hard


def added_to(final: Record, *, actor: User, team_id: int, text: str) -> Addendum:
    """The addition, screened and in the log. Call it inside the transaction that has checked the record's state."""
    refuse_hard(text)
    addendum = Addendum.objects.create(
        organisation_id=final.organisation_id,
        record_type=final._meta.label_lower,
        record_id=final.pk,
        author=actor,
        text=text,
    )
    record(
        actor=actor,
        action="supervision.addendum_added",
        records=[final],
        role=role_in_team(actor, team_id),
        organisation_id=final.organisation_id,
    )
    return addendum
