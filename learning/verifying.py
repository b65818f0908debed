"""Papers that are no certificates and carry a code all the same: rooms register how to find one.

The public page asks here, by code or by a file's SHA-256, once it knows that no certificate has it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from learning.certificates.codes import grouped, normalise
from learning.certificates.verify import masked


@dataclass(frozen=True)
class Found:
    """What the paper is, whose, the day it was made, and the SHA-256 of each of its files by its ending."""

    code: str
    title: str
    name: str
    made_on: datetime.date
    sha256: dict[str, str] = field(default_factory=dict)
    shows_name: bool = False

    @property
    def public_name(self) -> str:
        """The name as strangers see it: first letters, unless its owner chose to show it."""
        return self.name if self.shows_name else masked(self.name)

    @property
    def public_facts(self) -> dict[str, Any]:
        """The same for machines."""
        return {
            "status": "VALID",
            "code": grouped(self.code),
            "document": str(self.title),
            "name": self.public_name,
            "made_on": self.made_on,
            "sha256": self.sha256,
        }


Finder = Callable[[str], Found | None]
_finders: list[Finder] = []
_file_finders: list[Finder] = []


def register(finder: Finder) -> Finder:
    """Add a way to find a paper by its code; twice is the same as once. Usable as a decorator."""
    if finder not in _finders:
        _finders.append(finder)
    return finder


def find(typed: str) -> Found | None:
    """The paper with this code, as people type it."""
    code = normalise(typed)
    return next((found for finder in _finders if (found := finder(code))), None) if code else None


def register_file(finder: Finder) -> Finder:
    """Add a way to find a paper by the SHA-256 of one of its files; twice is the same as once."""
    if finder not in _file_finders:
        _file_finders.append(finder)
    return finder


def find_file(sha256: str) -> Found | None:
    """The paper of which a file has this SHA-256."""
    return next((found for finder in _file_finders if (found := finder(sha256))), None)
