"""What can go wrong with a record, by name."""

from __future__ import annotations

from typing import Any


class SupervisionError(Exception):
    """A record can't be changed as asked."""


class NotReadyError(SupervisionError):
    """The organisation has no schedule yet, so nothing may be kept for it."""


class NotAllowedError(SupervisionError):
    """The person may not do this to this record."""


class WrongStateError(SupervisionError):
    """The record has moved on: this can't be done to it any more, or not yet."""


class FrozenError(WrongStateError):
    """A disclosure request is open: what is in its scope stays as it was on the day it was opened."""


class OnHoldError(SupervisionError):
    """A legal hold or an open disclosure request stands in the way of disposal, or something still stands on it."""


class SamePersonError(SupervisionError):
    """Whoever prepares it may not also approve it."""


class ConflictError(SupervisionError):
    """Somebody else saved the record since it was opened. `version` is what it is now; nothing was overwritten."""

    def __init__(self, version: int) -> None:
        self.version = version
        super().__init__(version)


class IncompleteError(SupervisionError):
    """What must be there is missing; `faults` name each place."""

    def __init__(self, faults: list[Any]) -> None:
        self.faults = faults
        super().__init__(len(faults))
