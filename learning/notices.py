"""Which updates are open for a reader, in their words: one statement for what happened, one for the units' names."""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from django.db.models import (
    BigAutoField,
    CharField,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from learning.addresses import learn_address
from learning.models import Edition, EditionUnit, Enrolment, UpdateAcknowledgement
from learning.models.editions import Notice
from learning.updates import Acknowledged, Begun, Completed, Event, Published, Update, updates_for
from people.models import User
from people.prepared import Prepared, Slot


class Place(Protocol):
    """A module as its reader gets it: a row of learning.catalogue, or the module's own page."""

    @property
    def key(self) -> str: ...
    @property
    def edition_id(self) -> int: ...
    @property
    def language(self) -> str: ...
    @property
    def slug(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def has_moved_on(self) -> bool: ...


class UnitName(NamedTuple):
    """A unit to read again."""

    title: str
    href: str
    minutes: int


class Note(NamedTuple):
    """What changed, in the coordinator's words."""

    text: str
    language: str


@dataclass(frozen=True)
class OpenUpdate:
    """One module's update, ready to be shown."""

    key: str
    place: Place
    kind: str
    known: int
    number: int
    since: datetime.datetime
    due: datetime.date | None
    notes: tuple[Note, ...]
    units: tuple[UnitName, ...]

    @property
    def can_be_noted(self) -> bool:
        """Knowing is enough: there is nothing to read and no check to take."""
        return self.kind == Notice.NOTIFY or (self.kind == Notice.REREAD and not self.units)

    @property
    def href(self) -> str:
        """The module."""
        return learn_address(self.place.language, self.place.slug)

    @property
    def minutes(self) -> int:
        """How long reading takes."""
        return sum(unit.minutes for unit in self.units)


def kinds(user: User, places: Iterable[Place]) -> dict[str, str]:
    """What each of these modules asks of the reader, in a word."""
    moved = {uuid.UUID(place.key): place.key for place in places if place.has_moved_on}
    return {moved[update.module]: update.kind for update in asked_of(user) if update.module in moved} if moved else {}


def open_updates(
    user: User, places: Iterable[Place], outline: Iterable[dict[str, Any]] | None = None
) -> list[OpenUpdate]:
    """What later editions ask of the reader, of those modules whose current edition they have not finished.

    `outline` is that of the one place there is, where it is known already (learning.reading.outline).
    """
    moved = {uuid.UUID(place.key): place for place in places if place.has_moved_on}
    found = [update for update in asked_of(user) if update.module in moved] if moved else []
    names = {}
    if outline is not None:
        names = {
            (place.edition_id, unit["unit_key"]): _named(place, unit) for place in moved.values() for unit in outline
        }
    elif any(update.units for update in found):
        names = _names(found, moved)
    return [_shown(update, moved[update.module], names) for update in found]


def _named(place: Place, unit: dict[str, Any]) -> UnitName:
    return UnitName(unit["title"], learn_address(place.language, place.slug, unit["slug"]), unit["minutes"])


def asked_of(user: User, at: datetime.datetime | None = None) -> list[Update]:
    """Every open update of a person at a moment."""
    moment = at or timezone.now()
    return updates_for(events_of(user, moment), moment)


def events_of(user: User, at: datetime.datetime) -> list[Event]:
    """What happened to a person up to a moment: editions with a notice, what they began and finished, and noted."""
    return [_event(*row) for row in _EVENTS.rows(user=user.pk, now=at)]


def _event(of: str, key: str, number: int, at: datetime.datetime, *more: Any) -> Event:
    module = uuid.UUID(key)
    notice, named, note, note_cy, days, unit = more
    if of == "published":
        units = tuple(uuid.UUID(item) for item in json.loads(named))
        return Published(at, module, number, notice, units, note, note_cy, days)
    if of == "acknowledged":
        return Acknowledged(at, module, number, uuid.UUID(unit) if unit else None)
    return (Completed if of == Enrolment.State.COMPLETED else Begun)(at, module, number)


def _names(found: list[Update], moved: Mapping[uuid.UUID, Place]) -> dict[tuple[int, uuid.UUID], UnitName]:
    places = {moved[update.module].edition_id: moved[update.module] for update in found}
    rows = EditionUnit.objects.filter(
        edition_id__in=places, unit_key__in={unit for update in found for unit in update.units}
    )
    return {
        (row.edition_id, row.unit_key): UnitName(
            row.title, learn_address(row.language, places[row.edition_id].slug, row.slug), row.minutes
        )
        for row in rows.only("edition_id", "unit_key", "language", "title", "slug", "minutes").order_by("position")
        if row.language == places[row.edition_id].language
    }


def _shown(update: Update, place: Place, names: Mapping[tuple[int, uuid.UUID], UnitName]) -> OpenUpdate:
    """A named unit that a still later edition has dropped is not asked for."""
    units = [names.get((place.edition_id, unit)) for unit in update.units]
    notes = [
        Note(event.note_cy, "cy") if place.language == "cy" and event.note_cy else Note(event.note, "en")
        for event in update.published
    ]
    return OpenUpdate(
        key=place.key,
        place=place,
        kind=update.kind,
        known=update.known,
        number=update.number,
        since=update.since,
        due=update.due,
        notes=tuple(note for note in notes if note.text),
        units=tuple(unit for unit in units if unit),
    )


READER, NOW = Slot("user", BigAutoField()), Slot("now", DateTimeField())
NAMES = ("of", "key", "num", "moment", "kind", "named", "words", "words_cy", "days", "unit")


def _nothing(**fields: Any) -> dict[str, Any]:
    text = {name: Value("", output_field=TextField()) for name in ("kind", "named", "words", "words_cy", "unit")}
    return {**text, "days": Cast(Value(None), IntegerField()), **fields}


def _events() -> QuerySet[Any, Any]:
    mine = Enrolment.objects.filter(user=READER).readable().order_by()
    came = Coalesce("completion__completed_at", "started_at", "created_at")
    own = {"key": Cast("module_key", CharField()), "num": F("edition__number"), "moment": came}
    begun = mine.annotate(**_nothing(of=Cast("state", TextField()), **own)).values_list(*NAMES)
    return _published(mine).union(begun, _said(), all=True)


def _published(mine: Any) -> QuerySet[Any, Any]:
    """Editions with a notice, newer than one that the reader has finished."""
    finished = mine.filter(state=Enrolment.State.COMPLETED)
    known = finished.filter(module_key=OuterRef("module_key"), edition__number__lt=OuterRef("number"))
    asking = Edition.objects.live(NOW).exclude(notice=Notice.NONE).filter(Exists(known)).order_by()
    return asking.annotate(
        of=Value("published", output_field=TextField()),
        key=Cast("module_key", CharField()),
        num=F("number"),
        moment=F("live_from"),
        kind=Cast("notice", TextField()),
        named=Cast("reread", TextField()),
        words=Cast("note", TextField()),
        words_cy=Cast("note_cy", TextField()),
        days=Cast("retake_days", IntegerField()),
        unit=Value("", output_field=TextField()),
    ).values_list(*NAMES)


def _said() -> QuerySet[Any, Any]:
    """What the reader acknowledged."""
    columns = _nothing(
        of=Value("acknowledged", output_field=TextField()),
        key=Cast("edition__module_key", CharField()),
        num=F("edition__number"),
        moment=F("at"),
        unit=Coalesce(Cast("unit_key", TextField()), Value("", output_field=TextField())),
    )
    return UpdateAcknowledgement.objects.filter(user=READER).annotate(**columns).values_list(*NAMES)


_EVENTS = Prepared(_events)
