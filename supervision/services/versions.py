"""Checked saving: a record is written only if nobody has written it since it was opened."""

from __future__ import annotations

from typing import Any

from django.db.models import F

from supervision.fields import SealedTextField
from supervision.models.base import Record
from supervision.services.errors import ConflictError
from supervision.services.freezing import must_not_be_frozen


def save_checked(record: Record, version: int, **values: Any) -> None:
    """Write the values and count the version up, in one statement; raises ConflictError if `version` is not current.

    Raises FrozenError while a disclosure request freezes the record.
    `version` is what the person's form was opened with. The record in hand has the new values afterwards.
    """
    must_not_be_frozen(record)
    model = type(record)
    stored = {name: _stored(record, name, value) for name, value in values.items()}
    changed = model._default_manager.filter(pk=record.pk, version=version).update(version=F("version") + 1, **stored)
    if not changed:
        now = model._default_manager.values_list("version", flat=True).get(pk=record.pk)
        raise ConflictError(now)
    for name, value in values.items():
        setattr(record, name, value)
    record.version = version + 1


def _stored(record: Record, name: str, value: Any) -> Any:
    field = record._meta.get_field(name)
    return field.sealed_for(record, value) if isinstance(field, SealedTextField) else value
