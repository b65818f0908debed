"""What a stranger is told about a code: one of five states, a masked name, and whether a name they type is the one."""

import datetime
import unicodedata
from enum import Enum

DOT = "•"
TITLES = {"dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor"}


class Status(Enum):
    """The five answers."""

    VALID = "VALID"
    EXPIRED = "EXPIRED"
    SUPERSEDED = "SUPERSEDED"
    REVOKED = "REVOKED"
    UNKNOWN = "UNKNOWN"


def status_of(state: str, expires_on: datetime.date | None, today: datetime.date) -> Status:
    """Revoked and superseded stay what they are; an issued certificate is good up to and on its last day."""
    if state == "revoked":
        return Status.REVOKED
    if state == "superseded":
        return Status.SUPERSEDED
    if expires_on is not None and expires_on < today:
        return Status.EXPIRED
    return Status.VALID


def masked(name: str) -> str:
    """The first letter of each word, the rest as dots: A•••• O•••••••."""
    return " ".join(_mask(word) for word in name.split())


def _mask(word: str) -> str:
    letters = list(unicodedata.normalize("NFC", word))
    return letters[0] + DOT * (len(letters) - 1)


def same_name(typed: str, name: str) -> bool:
    """Whether two names are one: case, accents, punctuation and a title in front make no difference; words do."""
    return bool(_plain(typed)) and _plain(typed) == _plain(name)


def _plain(name: str) -> tuple[str, ...]:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    text = "".join(" " if not char.isalnum() and not _joins(char) else char for char in decomposed)
    parts = ["".join(char for char in part if char.isalnum()) for part in text.split()]
    parts = [part for part in parts if part]
    return tuple(parts[1:] if len(parts) > 1 and parts[0] in TITLES else parts)


def _joins(char: str) -> bool:
    return unicodedata.category(char) == "Mn" or char in "'`\u2019\u02bc"
