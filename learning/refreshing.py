"""Keeping a finished module fresh: when three questions come, and which. Pure: nothing here knows a database.

They come 2, 7, 21 and 60 days after the module was finished, at most one set a day. A round that nobody answered gives
way to the next, the last one lapses, and nothing is ever counted up.
"""

from __future__ import annotations

import datetime
import hashlib
import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

DAYS = (2, 7, 21, 60)
LAPSES_AFTER = 120
QUESTIONS = 3
MINUTES = 2


class Closed(NamedTuple):
    """A round that was answered or set aside, and on which day."""

    number: int
    stopped: bool
    on: datetime.date


@dataclass(frozen=True)
class Finished:
    """A module somebody has finished, with the rounds they have closed since (on any completion of it)."""

    completion_id: int
    code: str
    completed_on: datetime.date
    closed: tuple[Closed, ...] = ()


class Due(NamedTuple):
    """A round that may be offered."""

    since: datetime.date
    code: str
    completion_id: int
    number: int


def due_round(finished: Finished, today: datetime.date) -> Due | None:
    """The newest round whose day has come, unless it was closed, or the learner said not to ask again."""
    days = (today - finished.completed_on).days
    number = sum(days >= wait for wait in DAYS)
    if not number or days >= LAPSES_AFTER:
        return None
    if any(closed.stopped or closed.number >= number for closed in finished.closed):
        return None
    since = finished.completed_on + datetime.timedelta(days=DAYS[number - 1])
    return Due(since, finished.code, finished.completion_id, number)


def offered(modules: Iterable[Finished], today: datetime.date) -> Due | None:
    """The one set of today: of what is due the oldest; nothing more on a day on which one was closed."""
    known = list(modules)
    if any(closed.on >= today for finished in known for closed in finished.closed):
        return None
    return min((due for finished in known if (due := due_round(finished, today))), default=None)


def next_day(finished: Finished, number: int, today: datetime.date) -> datetime.date | None:
    """When the round after this one comes; None after the last, and when the learner said not to ask again."""
    if any(closed.stopped for closed in finished.closed):
        return None
    days = (finished.completed_on + datetime.timedelta(days=wait) for wait in DAYS[number:])
    return next((day for day in days if day > today), None)


def seed_of(completion_id: int, number: int) -> int:
    """The round's own seed: the same questions, in the same order, however often the page is opened."""
    return int.from_bytes(hashlib.sha256(f"refresh:{completion_id}:{number}".encode()).digest()[:7])


def pick(
    bank: Sequence[Mapping[str, Any]], wrong: Collection[str], asked: Collection[str], seed: int, count: int = QUESTIONS
) -> list[Mapping[str, Any]]:
    """First what was answered wrongly last time, then what no round has asked, each time from the rarest outcome."""
    chance = random.Random(seed)  # noqa: S311 - chance, not secrecy; the seed is stored with the round
    left = sorted(bank, key=lambda question: str(question["key"]))
    chance.shuffle(left)
    picked: list[Mapping[str, Any]] = []
    used: dict[Any, int] = {}
    while left and len(picked) < count:
        best = min(left, key=lambda q: (str(q["key"]) not in wrong, str(q["key"]) in asked, used.get(q["outcome"], 0)))
        left.remove(best)
        picked.append(best)
        used[best["outcome"]] = used.get(best["outcome"], 0) + 1
    return picked
