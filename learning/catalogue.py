"""Every module there is for someone to learn, as rows: two statements, whatever there is to list."""

from __future__ import annotations

import datetime
import uuid
from typing import Any, NamedTuple

from django.db.models import BigAutoField, CharField, Count, DateTimeField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from learning.addresses import learn_address
from learning.models import Edition, EditionModule, EditionUnit, Enrolment
from people.models import User
from people.prepared import Prepared, Slot

OPEN = {Enrolment.State.ASSIGNED.value, Enrolment.State.IN_PROGRESS.value}
NOTHING = (None, None, None, None, None, None, 0)


class Shown(NamedTuple):
    """What a list says of a module: equal for everybody who is equally far."""

    href: str
    title: str
    language: str
    code: str
    minutes: int
    units_all: int
    state: str | None
    due_on: datetime.date | None
    units_done: int


class ModuleRow(NamedTuple):
    """A module in the edition and language that the reader gets, and how far they are in it."""

    key: str
    edition_id: int
    language: str
    slug: str
    title: str
    summary: str
    code: str
    minutes: int
    units_all: int
    enrolment_id: int | None
    state: str | None
    due_on: datetime.date | None
    resume_at: uuid.UUID | None
    seen_at: datetime.datetime | None
    done: int

    @property
    def href(self) -> str:
        """Where the module is read."""
        return learn_address(self.language, self.slug)

    @property
    def last_seen(self) -> datetime.datetime:
        """When the reader was last here; long ago for a module they have not begun."""
        return self.seen_at or datetime.datetime.min.replace(tzinfo=datetime.UTC)

    @property
    def due_first(self) -> tuple[bool, datetime.date, str]:
        """The order of what is due: soonest first, then what has no date."""
        return self.due_on is None, self.due_on or datetime.date.max, self.code

    @property
    def shown(self) -> Shown:
        """What a list says of it."""
        what = (self.title, self.language, self.code, self.minutes, self.units_all)
        return Shown(self.href, *what, self.state, self.due_on, min(self.done, self.units_all))


def modules(user: User, language: str) -> list[ModuleRow]:
    """Every module the user may read, in the language (English where there is none), by code.

    It is in the edition of their open enrolment, or in the current one.
    """
    mine: dict[str, tuple[Any, ...]] = {}
    for key, *own in _MINE.rows(user=user.pk):
        mine.setdefault(key, tuple(own))
    chosen: dict[str, ModuleRow] = {}
    for key, *text in _TEXTS.rows(user=user.pk, now=timezone.now(), language=language):
        edition, *own = mine.get(key, NOTHING)
        row = ModuleRow(key, *text, *own)
        if row.state in OPEN and row.edition_id != edition:
            continue
        if row.language == language or key not in chosen:
            chosen[key] = row
    return list(chosen.values())


def _mine() -> QuerySet[Any, Any]:
    """The reader's enrolments: of each module the one that counts comes first."""
    rows = Enrolment.objects.filter(user=Slot("user", BigAutoField())).readable()
    done = Count("units", filter=Q(units__completed_at__isnull=False))
    seen = Coalesce("last_seen_at", "started_at", "created_at")
    return rows.annotate(key=Cast("module_key", CharField()), done=done, seen=seen).values_list(
        "key", "edition_id", "pk", "state", "due_on", "last_unit_key", "seen", "done"
    )


def _texts() -> QuerySet[Any, Any]:
    """The words of current editions, and of those in which the reader has an open enrolment."""
    now = Slot("now", DateTimeField())
    newer = Edition.objects.live(now).filter(
        module_key=OuterRef("edition__module_key"), number__gt=OuterRef("edition__number")
    )
    current = Q(edition__live_from__lte=now) & ~Exists(newer)
    open_editions = Enrolment.objects.open().filter(user=Slot("user", BigAutoField())).values("edition_id")
    units = EditionUnit.objects.filter(edition_id=OuterRef("edition_id"), language=OuterRef("language"))
    counted = units.order_by().values("language").annotate(number=Count("pk")).values("number")
    return (
        EditionModule.objects.filter(current | Q(edition_id__in=open_editions))
        .filter(Q(language=Slot("language", CharField())) | Q(language="en"))
        .annotate(units_all=Subquery(counted), key=Cast("edition__module_key", CharField()))
        .order_by("edition__code", "edition_id")
        .values_list(
            "key",
            "edition_id",
            "language",
            "slug",
            "title",
            "summary",
            "edition__code",
            "edition__minutes",
            "units_all",
        )
    )


_MINE = Prepared(_mine)
_TEXTS = Prepared(_texts)
