"""Second-factor secrets, sealed anew with the newest key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from people.sealing import is_newest, seal, unseal

# What allauth keeps sealed in an authenticator's data.
SEALED = ("secret", "seed", "migrated_codes")


@dataclass(frozen=True)
class Done:
    """How many authenticators were looked at, and how many were sealed anew."""

    rows: int
    changed: int


def seal_anew(*, dry_run: bool = False) -> Done:
    """Each authenticator whose secret an older key sealed, in its own transaction."""
    keys = list(Authenticator.objects.order_by("pk").values_list("pk", flat=True))
    return Done(len(keys), sum(_one(key, dry_run) for key in keys))


@transaction.atomic
def _one(key: int, dry_run: bool) -> bool:
    found = Authenticator.objects.select_for_update().get(pk=key)
    fresh = {name: _again(found.data[name]) for name in SEALED if name in found.data}
    if fresh == {name: found.data[name] for name in fresh}:
        return False
    if not dry_run:
        found.data = {**found.data, **fresh}
        found.save(update_fields=["data"])
    return True


def _again(value: Any) -> Any:
    if isinstance(value, list):
        return [_again(item) for item in value]
    return value if is_newest(value) else seal(unseal(value))
