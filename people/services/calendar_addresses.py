"""The secret address of somebody's calendar: made, found, renewed. Whoever has it reads times and titles, no more."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from audit.services import record
from people.models import CalendarAddress, User
from people.permissions import is_member
from people.sealing import SealBroken, is_newest, seal, unseal

TOKEN_BYTES = 32


@transaction.atomic
def make(*, actor: User) -> CalendarAddress:
    """A new address; the one before leads nowhere from now on."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    values = {"token_hash": _hash(token), "sealed_token": seal(token), "made_at": timezone.now()}
    address, _made = CalendarAddress.objects.update_or_create(user=actor, defaults=values)
    record(actor=actor, action="people.calendar_address_made", records=[actor])
    return address


@transaction.atomic
def remove(*, actor: User) -> None:
    """No address any more."""
    if CalendarAddress.objects.filter(user=actor).delete()[0]:
        record(actor=actor, action="people.calendar_address_removed", records=[actor])


def token_of(person: User) -> str:
    """The token of somebody's address, for themselves to copy; empty without one, or when its key is gone."""
    address = CalendarAddress.objects.filter(user=person).first()
    try:
        return unseal(address.sealed_token) if address else ""
    except SealBroken:
        return ""


def owner_of(token: str) -> User | None:
    """Whose calendar it is, if they are a member today."""
    address = CalendarAddress.objects.select_related("user").filter(token_hash=_hash(token)).first()
    return address.user if address and is_member(address.user) else None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True)
class Done:
    """How many addresses were looked at, and how many were sealed anew."""

    rows: int
    changed: int


def seal_anew(*, dry_run: bool = False) -> Done:
    """Each token that an older key sealed, in its own transaction."""
    keys = list(CalendarAddress.objects.order_by("pk").values_list("pk", flat=True))
    return Done(len(keys), sum(_one(key, dry_run) for key in keys))


@transaction.atomic
def _one(key: int, dry_run: bool) -> bool:
    address = CalendarAddress.objects.select_for_update().get(pk=key)
    if is_newest(address.sealed_token):
        return False
    if not dry_run:
        address.sealed_token = seal(unseal(address.sealed_token))
        address.save(update_fields=["sealed_token"])
    return True
