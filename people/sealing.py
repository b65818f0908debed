"""Short secrets at rest: sealed with a key that is not in the database, so that a copy of it opens no account."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

PURPOSE = b"hearth field key, version 1:"


class SealBroken(Exception):
    """The stored text was sealed with none of the keys in HEARTH_FIELD_KEY."""


def seal(text: str) -> str:
    """Encrypted and authenticated with the first key."""
    return _box().encrypt(text.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """What was sealed with any of the keys."""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise SealBroken("Sealed with a key that is not in HEARTH_FIELD_KEY.") from error


def _box() -> MultiFernet:
    """The first key seals, every key opens: a new key is put in front, and the old ones stay behind it."""
    return MultiFernet([Fernet(_key(text)) for text in settings.HEARTH_FIELD_KEYS])


def _key(text: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(PURPOSE + text.encode()).digest())


def is_newest(sealed: str) -> bool:
    """Whether the first key sealed it."""
    try:
        Fernet(_key(settings.HEARTH_FIELD_KEYS[0])).decrypt(sealed.encode())
    except InvalidToken:
        return False
    return True
