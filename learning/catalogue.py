"""Every module there is for someone to learn, as rows: two statements, whatever there is to list."""

from __future__ import annotations

import datetime
import uuid
from typing import Any, NamedTuple

from django.db.models import BigAutoField, CharField, Count, DateTimeField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from learning.addresses import learn_address
from learning.models import Attempt, Edition, EditionModule, EditionUnit, Enrolment, Retirement
from people.models import User
from people.prepared import Prepared, Slot

NOTHING = (None, None, None, None, None, None, 0, False)
COMPLETED = Enrolment.State.COMPLETED.value


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
    update: str


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
    number: int
    retired: bool
    units_all: int
    enrolment_id: int | None
    state: str | None
    due_on: datetime.date | None
    resume_at: uuid.UUID | None
    seen_at: datetime.datetime | None
    done: int
    passed: bool
    known: int = 0

    @property
    def has_moved_on(self) -> bool:
        """The reader finished an earlier edition than the one that is current."""
        return self.state == COMPLETED and self.known < self.number and not self.retired

    @property
    def waits(self) -> bool:
        """The check is passed, and the module asks for something else that has not happened yet."""
        return self.passed and self.state == Enrolment.State.IN_PROGRESS

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

    def shown(self, update: str = "") -> Shown:
        """What a list says of it; `update` is what a later edition asks of the reader."""
        what = (self.title, self.language, self.code, self.minutes, self.units_all)
        return Shown(self.href, *what, self.state, self.due_on, min(self.done, self.units_all), update)


def modules(user: User, language: str) -> list[ModuleRow]:
    """Every module the user may read, in the language (English where there is none), by code.

    It is in the edition that they are on their way through, or in the current one.
    """
    mine: dict[str, tuple[Any, ...]] = {}
    known: dict[str, int] = {}
    for key, number, *own in _MINE.rows(user=user.pk):
        mine.setdefault(key, tuple(own))
        known[key] = max(known.get(key, 0), number if own[2] == COMPLETED else 0)
    chosen: dict[str, ModuleRow] = {}
    for key, *text in _TEXTS.rows(user=user.pk, now=timezone.now(), language=language):
        edition, *own = mine.get(key, NOTHING)
        row = ModuleRow(*(key, *text, *own, known.get(key, 0)))
        if row.state == Enrolment.State.IN_PROGRESS and row.edition_id != edition:
            continue
        if row.retired and row.state is None:
            continue
        if row.language == language or key not in chosen:
            chosen[key] = row
    return list(chosen.values())


def _mine() -> QuerySet[Any, Any]:
    """The reader's enrolments: of each module the one that counts comes first."""
    rows = Enrolment.objects.filter(user=Slot("user", BigAutoField())).readable()
    done = Count("units", filter=Q(units__completed_at__isnull=False))
    seen = Coalesce("last_seen_at", "started_at", "created_at")
    passed = Exists(Attempt.objects.filter(enrolment=OuterRef("pk"), passed=True))
    return rows.annotate(key=Cast("module_key", CharField()), done=done, seen=seen, passed=passed).values_list(
        "key", "edition__number", "edition_id", "pk", "state", "due_on", "last_unit_key", "seen", "done", "passed"
    )


def _texts() -> QuerySet[Any, Any]:
    """The words of current editions, and of those in which the reader has an open enrolment."""
    now = Slot("now", DateTimeField())
    newer = Edition.objects.live(now).filter(
        module_key=OuterRef("edition__module_key"), number__gt=OuterRef("edition__number")
    )
    current = Q(edition__live_from__lte=now) & ~Exists(newer)
    open_editions = Enrolment.objects.under_way().filter(user=Slot("user", BigAutoField())).values("edition_id")
    units = EditionUnit.objects.filter(edition_id=OuterRef("edition_id"), language=OuterRef("language"))
    retired = Retirement.objects.filter(module_key=OuterRef("edition__module_key"), ended_at=None)
    counted = units.order_by().values("language").annotate(number=Count("pk")).values("number")
    return (
        EditionModule.objects.filter(current | Q(edition_id__in=open_editions))
        .filter(Q(language=Slot("language", CharField())) | Q(language="en"))
        .annotate(units_all=Subquery(counted), key=Cast("edition__module_key", CharField()), retired=Exists(retired))
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
            "edition__number",
            "retired",
            "units_all",
        )
    )


_MINE = Prepared(_mine)
_TEXTS = Prepared(_texts)
