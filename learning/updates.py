"""What somebody who finished a module should know of its later editions: a pure function over what has happened.

Nothing of it is stored but acknowledgements. A notice of an edition asks whoever finished an earlier one, from the
moment it is live, and asks once: whatever was acknowledged under a later edition covers the earlier ones, and a
completion of an edition covers all up to it. While somebody is on their way through an edition, nothing up to it is
asked of them.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NOTIFY, REREAD, RETAKE = "notify", "reread", "retake"
_STRENGTH = (NOTIFY, REREAD, RETAKE)


@dataclass(frozen=True)
class Published:
    """An edition with a notice, live from `at`. Its number tells it from the module's others."""

    at: datetime.datetime
    module: uuid.UUID
    number: int
    notice: str
    units: tuple[uuid.UUID, ...] = ()
    note: str = ""
    note_cy: str = ""
    days: int | None = None


@dataclass(frozen=True)
class Begun:
    """Somebody is on their way through an edition."""

    at: datetime.datetime
    module: uuid.UUID
    number: int


@dataclass(frozen=True)
class Completed:
    """Somebody finished an edition."""

    at: datetime.datetime
    module: uuid.UUID
    number: int


@dataclass(frozen=True)
class Acknowledged:
    """They noted what changed, or have read this unit again; `number` is the edition they had before them."""

    at: datetime.datetime
    module: uuid.UUID
    number: int
    unit: uuid.UUID | None = None


Event = Published | Begun | Completed | Acknowledged


@dataclass(frozen=True)
class Update:
    """What one module asks of somebody: the strongest of its notices, every note, and the units to read."""

    module: uuid.UUID
    known: int
    number: int
    kind: str
    published: tuple[Published, ...]
    units: tuple[uuid.UUID, ...]
    due: datetime.date | None

    @property
    def since(self) -> datetime.datetime:
        """When the newest of it went live."""
        return self.published[-1].at


def updates_for(events: Iterable[Event], on: datetime.datetime) -> list[Update]:
    """What is open for one person at a moment, the newest first, from their events and the editions'."""
    by_module: dict[uuid.UUID, list[Event]] = {}
    for event in events:
        if event.at <= on:
            by_module.setdefault(event.module, []).append(event)
    found = [update for module, mine in by_module.items() if (update := _of_module(module, mine))]
    return sorted(found, key=lambda update: (update.since, str(update.module)), reverse=True)


def _of_module(module: uuid.UUID, events: Sequence[Event]) -> Update | None:
    known = max((event.number for event in events if isinstance(event, Completed)), default=0)
    if not known:
        return None
    covered = max(known, max((event.number for event in events if isinstance(event, Begun)), default=0))
    said = [event for event in events if isinstance(event, Acknowledged)]
    notices = sorted((event for event in events if isinstance(event, Published)), key=lambda event: event.number)
    asking = [notice for notice in notices if notice.number > covered and _asks(notice, said)]
    if not asking:
        return None
    units = dict.fromkeys(unit for notice in asking for unit in _unread(notice, said))
    days = [event.at.date() + datetime.timedelta(days=event.days) for event in asking if event.days is not None]
    kind = max((notice.notice for notice in asking), key=_STRENGTH.index)
    return Update(module, known, asking[-1].number, kind, tuple(asking), tuple(units), min(days, default=None))


def _asks(notice: Published, said: Sequence[Acknowledged]) -> bool:
    """The notice still waits for something."""
    if notice.notice == RETAKE:
        return True
    later = [event for event in said if event.number >= notice.number]
    if any(event.unit is None for event in later):
        return False
    return bool(_unread(notice, said)) if notice.notice == REREAD else notice.notice == NOTIFY and not later


def _unread(notice: Published, said: Sequence[Acknowledged]) -> list[uuid.UUID]:
    read = {event.unit for event in said if event.number >= notice.number}
    return [unit for unit in notice.units if unit not in read]
