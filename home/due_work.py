"""The day's work: what is done because its time has come. Rooms register it; `manage.py run_due` does all of it.

A piece of work does nothing that was done before, so that running it again, or twice at once, changes nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

logger = logging.getLogger(__name__)
Work = Callable[[], int]
_work: dict[str, Work] = {}
_last: dict[str, Work] = {}


@dataclass(frozen=True)
class Outcome:
    """What came of one piece of work: how much was done; None where it failed."""

    name: str
    done: int | None


def register(name: str, work: Work, *, last: bool = False) -> None:
    """Do this too, in the order of registration, or after all the rest; it answers how much it did."""
    (_last if last else _work)[name] = work


def run() -> list[Outcome]:
    """All of it. A piece that fails keeps no other from being done."""
    return [Outcome(name, _done(name, work)) for name, work in (_work | _last).items()]


def _done(name: str, work: Work) -> int | None:
    try:
        return work()
    except Exception:
        logger.exception("Due work failed: %s", name)
        return None
