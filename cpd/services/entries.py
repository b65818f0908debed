"""Entries that make themselves: once for each thing at its source, with facts that only the source changes."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from cpd.models import CPDEntry
from cpd.models.entries import MOST_MINUTES
from cpd.screening import faults
from cpd.sources import is_known, label_of
from cpd.words import Method
from people.models import User

TITLE_LENGTH = 255


class UnknownSourceError(Exception):
    """Nobody has registered this source."""


@transaction.atomic
def add_automatic(
    *,
    user: User | int,
    source: str,
    key: str,
    on: datetime.date,
    minutes: int,
    title: str,
    title_cy: str = "",
    activity: str,
    format: str = "",
    group_size: int | None = None,
    methods: Collection[str] = (),
    provider: str = "",
) -> CPDEntry:
    """The entry for this thing of this person; told again it takes the new facts and keeps the owner's words.

    The source's own service writes the audit entry: this is its consequence, and says nothing new.
    """
    if not is_known(source):
        raise UnknownSourceError(source)
    facts = {
        "on": on,
        "minutes": min(max(minutes, 0), MOST_MINUTES),
        "title": _safe(title, source),
        "title_cy": _safe(title_cy, source) if title_cy else "",
        "activity": activity,
        "format": format,
        "group_size": group_size,
        "methods": sorted(set(methods) & set(Method.values)),
        "provider": "" if faults(provider) else provider[:200],
        "withdrawn_at": None,
    }
    user_id = user if isinstance(user, int) else user.pk
    entry, _made = CPDEntry.objects.update_or_create(user_id=user_id, source=source, key=key, defaults=facts)
    return entry


def _safe(title: str, source: str) -> str:
    """The title as given; what a source is called where the title holds what may not stand in a log."""
    return label_of(source) if faults(title) else title[:TITLE_LENGTH]


@transaction.atomic
def withdraw_automatic(*, source: str, key: str, user: User | int | None = None) -> int:
    """What made it was taken back: the entry stays in the log, marked, and counts no more; how many there were.

    For everybody who has it, unless a person is named.
    """
    rows = CPDEntry.objects.made_by(source).filter(key=key, withdrawn_at__isnull=True)
    if user is not None:
        rows = rows.filter(user_id=user if isinstance(user, int) else user.pk)
    return rows.update(withdrawn_at=timezone.now(), changed_at=timezone.now())
