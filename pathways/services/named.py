"""What requirements and pathways have in common: who may make them, their codes and names, their audit entries."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from audit.services import record
from pathways.models import Pathway, Requirement
from pathways.permissions import may_set_rules
from pathways.services.errors import CodeTaken, NotAllowed, RulesIncomplete
from people.models import Organisation, User


def must_set_rules(actor: User | None, organisation: Organisation | None) -> None:
    """The system itself may do anything here; a person must coordinate the organisation."""
    if actor is not None and not may_set_rules(actor, organisation.pk if organisation else None):
        raise NotAllowed


def save_named(row: Requirement | Pathway) -> None:
    """Store it; raises RulesIncomplete by field, or CodeTaken."""
    try:
        row.clean_fields(exclude=["organisation", "created_by"])
    except ValidationError as error:
        raise RulesIncomplete(error.message_dict) from error
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise CodeTaken from error


def log(actor: User | None, action: str, row: Requirement | Pathway, *more: Any) -> None:
    """Its audit entry."""
    record(actor=actor, action=action, records=[row, *more], organisation_id=row.organisation_id or "")
