"""A new key: every sealed text is sealed anew with the first key of the ring, batch by batch, each batch as a whole.

What is sealed with the newest key already is left alone, so a run that was stopped goes on where it was. Versions and
hashes stay: a hash is over words, and no word changes. Final rows are opened to the update by lifting their triggers,
which is the named exception of the house, for one batch and in its transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from audit import triggers
from audit.services import record
from people.services import calendar_addresses, second_factor_keys
from supervision.fields import place_of
from supervision.reading import unread
from supervision.sealed_models import sealed_fields, sealed_models
from supervision.sealing import Sealed, current_key, key_of, seal, unseal

BATCH = 200


@dataclass(frozen=True)
class Batch:
    """What one batch did: of which kind, how many rows it looked at, how many of them it sealed anew."""

    kind: str
    rows: int
    changed: int


def rotate(*, batch: int = BATCH, dry_run: bool = False) -> Iterator[Batch]:
    """Seal everything with the newest key; a dry run only counts. The end is in the audit log."""
    changed = 0
    for model in sealed_models():
        for keys, stale in _batches(model, batch):
            if stale and not dry_run:
                _seal_anew(model, stale)
            changed += len(stale)
            yield Batch(str(model._meta.verbose_name_plural), len(keys), len(stale))
    factors = second_factor_keys.seal_anew(dry_run=dry_run)
    yield Batch("second factors", factors.rows, factors.changed)
    addresses = calendar_addresses.seal_anew(dry_run=dry_run)
    yield Batch("calendar addresses", addresses.rows, addresses.changed)
    if not dry_run and changed + factors.changed + addresses.changed:
        record(actor=None, action="supervision.keys_rotated")


def _batches(model: type[models.Model], size: int) -> Iterator[tuple[list[Any], list[Any]]]:
    """The keys of each batch, and which of them have a text under an older key. Nothing stays open between batches."""
    names = [field.attname for field in sealed_fields(model)]
    every = model._base_manager.order_by("pk").values_list("pk", *names)
    rows = every
    while found := list(rows[:size]):
        yield [row[0] for row in found], [row[0] for row in found if any(_is_stale(text) for text in row[1:])]
        rows = every.filter(pk__gt=found[-1][0])


def _is_stale(text: str) -> bool:
    return isinstance(text, Sealed) and key_of(text) != current_key()


def _seal_anew(model: type[models.Model], keys: list[Any]) -> None:
    names = [field.attname for field in sealed_fields(model)]
    with transaction.atomic(), triggers.lifted(model._meta.db_table), unread():
        rows = model._base_manager.select_for_update(of=("self",)).filter(pk__in=keys)
        for key, *texts in rows.values_list("pk", *names):
            fresh = {
                name: _again(text, place_of(model, key, name))
                for name, text in zip(names, texts, strict=True)
                if _is_stale(text)
            }
            if fresh:
                model._base_manager.filter(pk=key).update(**fresh)


def _again(text: str, place: str) -> Sealed:
    return seal(unseal(text, place), place)
