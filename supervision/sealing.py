"""Narrative text at rest: AES-256-GCM with a ring of keys that are not in the database, each text bound to its row.

A sealed text reads `v1|key id|nonce and ciphertext`. What it is bound to (table, row, field) is authenticated with it,
so a text moved to another row opens nowhere.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

VERSION = "v1"
PURPOSE = b"hearth record key, version 1:"
NONCE = 12


class CannotOpen(Exception):
    """The text was sealed with no key of the ring, or for another place, or was changed."""


class Sealed(str):
    """A text as it lies in the database. It is never shown; reading the field opens it."""

    __slots__ = ()


def seal(text: str, place: str) -> Sealed:
    """Sealed with the ring's first key for exactly this place."""
    key_id, key = ring()[0]
    nonce = secrets.token_bytes(NONCE)
    sealed = AESGCM(key).encrypt(nonce, text.encode(), _bound(key_id, place))
    return Sealed(f"{VERSION}|{key_id}|{base64.urlsafe_b64encode(nonce + sealed).decode('ascii')}")


def unseal(sealed: str, place: str) -> str:
    """What was sealed for this place with any key of the ring; raises CannotOpen."""
    version, _, rest = sealed.partition("|")
    key_id, _, body = rest.partition("|")
    key = dict(ring()).get(key_id)
    if version != VERSION or key is None:
        raise CannotOpen("Sealed with a key that is not in HEARTH_FIELD_KEY.")
    try:
        raw = base64.urlsafe_b64decode(body)
        return AESGCM(key).decrypt(raw[:NONCE], raw[NONCE:], _bound(key_id, place)).decode()
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("Changed, or sealed for another place.") from error


def key_of(sealed: str) -> str:
    """The id of the key that sealed the text."""
    return sealed.split("|", 2)[1]


def current_key() -> str:
    """The id of the key that seals now."""
    return ring()[0][0]


def ring() -> list[tuple[str, bytes]]:
    """Every key with its id, the one that seals first. An id says nothing about its key."""
    return _ring(tuple(settings.HEARTH_FIELD_KEYS))


@cache
def _ring(texts: tuple[str, ...]) -> list[tuple[str, bytes]]:
    keys = [hashlib.sha256(PURPOSE + text.encode()).digest() for text in texts]
    return [(hashlib.sha256(b"id:" + key).hexdigest()[:12], key) for key in keys]


def _bound(key_id: str, place: str) -> bytes:
    return f"{VERSION}|{key_id}|{place}".encode()
