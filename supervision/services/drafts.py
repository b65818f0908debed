"""Autosave: what somebody types is kept for them alone, beside the record, until they save or throw it away."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from people.models import User
from supervision.models import Draft
from supervision.models.base import Record


@transaction.atomic
def keep(*, actor: User, record: Record, base_version: int, content: dict[str, Any]) -> Draft:
    """The newest text of the form; the record itself is not touched."""
    draft = Draft.objects.select_for_update().filter(author=actor, **_key(record)).first()
    draft = draft or Draft(author=actor, **_key(record))
    draft.base_version, draft.content, draft.saved_at = base_version, content, timezone.now()
    draft.save()
    return draft


def of(actor: User, record: Record) -> Draft | None:
    """The author's own draft of the record, if there is one."""
    return Draft.objects.filter(author=actor, **_key(record)).first()


@transaction.atomic
def drop(*, actor: User, record: Record) -> None:
    """Saved for good, or thrown away."""
    Draft.objects.filter(author=actor, **_key(record)).delete()


def _key(record: Record) -> dict[str, Any]:
    return {"record_type": record._meta.label_lower, "record_id": record.pk}
