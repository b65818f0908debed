"""Adding to the log, and checking that nobody has changed it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from audit.chain import GENESIS, digest
from audit.middleware import request_id
from audit.models import ChainHead, Entry


@dataclass(frozen=True)
class ChainReport:
    """What a check of the chain found: how many entries, the head, and the first broken entry if any."""

    entries: int
    head: str
    broken_at: int | None
    reason: str


def record(
    *,
    actor: Any,
    action: str,
    records: Iterable[models.Model | tuple[str, str]] = (),
    role: str = "",
    organisation_id: object = "",
) -> Entry:
    """Add one entry in the caller's transaction: if it can't be written, neither is the change.

    `actor` is a user, or None for the system itself. `records` are model rows or (type, id) pairs.
    """
    with transaction.atomic():
        head, _created = ChainHead.objects.select_for_update().get_or_create(pk=1, defaults={"hash": GENESIS})
        entry = Entry(
            sequence=head.sequence + 1,
            at=timezone.now(),
            actor_id=str(actor.pk) if actor else "",
            actor_name=str(getattr(actor, "name", "")) if actor else "Hearth",
            role=role,
            action=action,
            records=[list(_label(item)) for item in records],
            organisation_id=str(organisation_id or ""),
            request_id=request_id.get(),
            previous_hash=head.hash,
        )
        entry.hash = digest(settings.AUDIT_KEY, entry.previous_hash, facts(entry))
        entry.save(force_insert=True)
        head.sequence, head.hash = entry.sequence, entry.hash
        head.save()
    return entry


def take_turn() -> None:
    """Wait for one's turn at the log before taking other locks, so that two services never wait for each other."""
    ChainHead.objects.get_or_create(pk=1, defaults={"hash": GENESIS})
    ChainHead.objects.select_for_update().get(pk=1)


def record_read(
    *, actor: Any, records: Iterable[models.Model | tuple[str, str]], role: str = "", organisation_id: object = ""
) -> Entry | None:
    """Log which records a request has shown: one entry for all of them, none when there was nothing to show.

    Called in the transaction that reads, so that what can't be logged is not shown either.
    """
    shown = list(dict.fromkeys(_label(item) for item in records))
    if not shown:
        return None
    return record(actor=actor, action="audit.read", records=shown, role=role, organisation_id=organisation_id)


def _label(item: models.Model | tuple[str, str]) -> tuple[str, str]:
    if isinstance(item, tuple):
        return item
    return item._meta.label_lower, str(item.pk)


def facts(entry: Entry) -> dict[str, Any]:
    """The parts of an entry that its hash protects."""
    return {
        "sequence": entry.sequence,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": [entry.actor_id, entry.actor_name],
        "role": entry.role,
        "action": entry.action,
        "records": entry.records,
        "organisation": entry.organisation_id,
        "request": entry.request_id,
    }


def verify_chain(*, anchor_sequence: int = 0, anchor_hash: str = "") -> ChainReport:
    """Walk the whole chain; with an anchor kept elsewhere, a cut tail or a rewritten past shows too."""
    previous, expected, anchored = GENESIS, 1, not anchor_sequence
    for entry in Entry.objects.order_by("sequence").iterator(chunk_size=2000):
        if entry.sequence != expected:
            return ChainReport(expected - 1, previous, expected, "missing entry")
        if entry.previous_hash != previous or entry.hash != digest(settings.AUDIT_KEY, previous, facts(entry)):
            return ChainReport(expected - 1, previous, entry.sequence, "changed entry")
        if entry.sequence == anchor_sequence:
            if entry.hash != anchor_hash:
                return ChainReport(expected - 1, previous, entry.sequence, "differs from the anchor")
            anchored = True
        previous, expected = entry.hash, expected + 1
    if not anchored:
        return ChainReport(expected - 1, previous, expected, "shorter than the anchor")
    return _compare_with_head(expected - 1, previous)


def _compare_with_head(entries: int, last_hash: str) -> ChainReport:
    head = ChainHead.objects.filter(pk=1).first()
    if head and (head.sequence, head.hash) != (entries, last_hash):
        return ChainReport(entries, last_hash, entries + 1, "the chain does not end where its head says")
    return ChainReport(entries, last_hash, None, "")
