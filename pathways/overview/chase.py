"""People to chase: whose training is overdue, or due within a week; the latest first."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, QuerySet
from django.utils import timezone, translation

from pathways.models import PersonStatus, RoundReminder
from pathways.overview.filters import Filters
from pathways.overview.scope import Scope
from pathways.overview.told import reminder_words
from people.models import User

SOON = datetime.timedelta(days=7)
AT_ONCE = 200


@dataclass(frozen=True)
class Item:
    """One thing somebody has not done. `late` is how many days it is late: negative while there is time."""

    requirement_id: int
    name_en: str
    name_cy: str
    due_on: datetime.date
    late: int

    @property
    def left(self) -> int:
        """How many days there are still."""
        return -self.late

    @property
    def name(self) -> str:
        """In the reader's language."""
        return self.name_cy if translation.get_language() == "cy" and self.name_cy else self.name_en


@dataclass(frozen=True)
class Chased:
    """Somebody to chase, and what for."""

    pk: int
    public_id: uuid.UUID
    name: str
    language: str
    place: str
    organisation: int
    items: tuple[Item, ...]
    reminded_at: datetime.datetime | None = None

    def params(self, actor: User) -> dict[str, Any]:
        """What the notification keeps, to say it in whatever language it is read."""
        things = [
            {"en": i.name_en, "cy": i.name_cy, "on": i.due_on.isoformat(), "late": i.late > 0} for i in self.items
        ]
        return {"by": str(actor), "things": things}

    def words(self, actor: User) -> str:
        """Exactly what the person will read."""
        with translation.override(self.language):
            return reminder_words(self.params(actor))


@dataclass(frozen=True)
class ChaseList:
    """Those shown, and how many there are in all."""

    people: tuple[Chased, ...]
    total: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.people)


def rows_to_chase(scope: Scope, filters: Filters, actor: User) -> QuerySet[PersonStatus]:
    """What is overdue or due within a week; never the actor's own."""
    rows = filters.apply(scope.statuses()).open()  # type: ignore[attr-defined]
    by = timezone.localdate() + SOON
    found: QuerySet[PersonStatus] = rows.filter(due_on__lte=by, user__is_active=True).exclude(user=actor)
    return found


def to_chase(scope: Scope, filters: Filters, actor: User, *, most: int = AT_ONCE) -> ChaseList:
    """At most so many people, in four statements."""
    if not scope.names:
        return ChaseList((), 0)
    rows = rows_to_chase(scope, filters, actor).order_by()
    total = rows.aggregate(n=Count("user", distinct=True))["n"]
    if not total:
        return ChaseList((), 0)
    first = rows.values("user").annotate(first=Min("due_on")).order_by("first", "user")
    return ChaseList(people_of(rows, [row["user"] for row in first[:most]]), total)


def people_of(rows: QuerySet[PersonStatus], ids: Iterable[int]) -> tuple[Chased, ...]:
    """These people with all that they are chased for, in the order given."""
    wanted = list(ids)
    items: dict[int, list[Item]] = {}
    facts: dict[int, dict[str, Any]] = {}
    today = timezone.localdate()
    for row in rows.filter(user__in=wanted).order_by("due_on", "requirement_id").values(*FIELDS):
        late = (today - row["due_on"]).days
        names = (row["requirement__name_en"], row["requirement__name_cy"])
        items.setdefault(row["user_id"], []).append(Item(row["requirement_id"], *names, row["due_on"], late))
        facts.setdefault(row["user_id"], row)
    reminded = _reminded(wanted)
    return tuple(_chased(facts[pk], items[pk], reminded.get(pk)) for pk in wanted if pk in facts)


FIELDS = (
    "user_id",
    "user__public_id",
    "user__name",
    "user__language",
    "team__name",
    "organisation_id",
    "organisation__name",
    "requirement_id",
    "requirement__name_en",
    "requirement__name_cy",
    "due_on",
)


def _chased(row: dict[str, Any], items: list[Item], reminded: datetime.datetime | None) -> Chased:
    place = row["team__name"] or row["organisation__name"]
    who = (row["user_id"], row["user__public_id"], row["user__name"], row["user__language"])
    return Chased(*who, place, row["organisation_id"], tuple(items), reminded)


def _reminded(ids: list[int]) -> dict[int, datetime.datetime]:
    """When each was last reminded."""
    rows = RoundReminder.objects.filter(user__in=ids, round__undone_at=None).order_by().values_list("user")
    return dict(rows.annotate(last=Max("round__at")))
