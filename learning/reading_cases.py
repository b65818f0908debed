"""The thin reading path of cases: one case at its address, and those of a module, each with the endings one has found.

Plays are read for the one reader only; nobody else ever sees which choices somebody made.
"""

from __future__ import annotations

import datetime
import json
import uuid
from typing import Any, NamedTuple

from django.db.models import (
    CharField,
    DateTimeField,
    F,
    IntegerField,
    QuerySet,
    Subquery,
    TextField,
    UUIDField,
    Value,
)
from django.db.models.expressions import OuterRef
from django.db.models.functions import Cast
from django.utils import timezone

from learning.models import EditionModule, EditionUnit, EditionVignette, UnitProgress, VignettePlay
from learning.reading import EDITION, ENROLMENT, LANGUAGE, MODULE_SLUG, READER, edition_read, in_use
from people.models import User
from people.prepared import Prepared, Slot

SLUG, KEY = Slot("slug", CharField()), Slot("key", UUIDField())
NO_TEXT, NO_NUMBER = Value("", output_field=CharField()), Value(0, output_field=IntegerField())


class Case(NamedTuple):
    """A case in a module's list."""

    slug: str
    title: str
    language: str
    minutes: int
    endings: int
    found: int


def vignette(user: User, language: str, module_slug: str, slug: str) -> EditionVignette | None:
    """The case at an address, its edition and its module's words beside it; None where there is nothing to read."""
    values = {"user": user.pk, "language": language, "module_slug": module_slug, "slug": slug, "now": timezone.now()}
    found = _VIGNETTE.objects(**values)
    return found[0] if found else None


def endings_found(user: User, row: EditionVignette) -> set[str]:
    """Which endings of this case the reader has come to, in any edition and language."""
    found = {ending for (ending,) in _FOUND.rows(user=user.pk, key=row.vignette_key)}
    return found & set(row.endings)


def parts(
    user: User, language: str, edition_id: int, enrolment_id: int | None
) -> tuple[list[dict[str, Any]], list[Case]]:
    """A module's outline (see learning.reading.outline) and its cases, in the language or else in English."""
    values = {"user": user.pk, "language": language, "edition": edition_id, "enrolment": enrolment_id or 0}
    rows = [Part(*row) for row in _PARTS.rows(**values)]
    units = [row._asdict() | {"unit_key": row.key, "summary": row.text} for row in rows if row.of == "unit"]
    told = sorted((row for row in rows if row.of == "case"), key=lambda row: row.language == language)
    chosen = {row.key: row for row in told}
    found = {(row.key, row.text) for row in rows if row.of == "play"}
    cases = sorted(chosen.values(), key=lambda row: (row.position, row.title))
    return sorted(units, key=lambda unit: unit["position"]), [_case(row, found) for row in cases]


class Part(NamedTuple):
    """A unit, a case or a play of one; `text` is the unit's summary, the case's endings, or the ending come to."""

    of: str
    key: uuid.UUID
    position: int
    slug: str
    title: str
    text: str
    minutes: int
    language: str
    completed_at: datetime.datetime | None
    reached: str


def _case(row: Part, found: set[tuple[uuid.UUID, str]]) -> Case:
    endings = json.loads(row.text)
    return Case(
        row.slug, row.title, row.language, row.minutes, len(endings), sum((row.key, key) in found for key in endings)
    )


def _vignette() -> QuerySet[Any, Any]:
    modules = EditionModule.objects.filter(edition_id=OuterRef("edition_id"))
    same = EditionVignette.objects.filter(edition_id=OuterRef("edition_id"), vignette_key=OuterRef("vignette_key"))
    return (
        EditionVignette.objects.filter(
            slug=SLUG,
            language=LANGUAGE,
            edition__modules__slug=MODULE_SLUG,
            edition__modules__language=LANGUAGE,
            edition_id=edition_read(OuterRef("edition__module_key")),
        )
        .filter(in_use(OuterRef("edition__module_key")))
        .select_related("edition")
        .annotate(
            module_title=F("edition__modules__title"),
            module_slug=F("edition__modules__slug"),
            other_module_slug=Subquery(modules.exclude(language=LANGUAGE).values("slug")[:1]),
            other_slug=Subquery(same.exclude(language=LANGUAGE).values("slug")[:1]),
        )
        .order_by()[:1]
    )


def _found() -> QuerySet[Any, Any]:
    plays = VignettePlay.objects.filter(enrolment__user=READER, vignette_key=KEY)
    return plays.order_by().values_list("ending").distinct()


def _parts() -> QuerySet[Any, Any]:
    """Units with their progress, cases, and the reader's own plays of them, in one statement."""
    mine = UnitProgress.objects.filter(enrolment_id=ENROLMENT, unit_key=OuterRef("unit_key"))
    cases = EditionVignette.objects.filter(edition_id=EDITION, language__in=[LANGUAGE, "en"])
    plays = VignettePlay.objects.filter(enrolment__user=READER, vignette_key__in=cases.values("vignette_key"))
    never = Value(None, output_field=DateTimeField())
    units = _columns(
        EditionUnit.objects.filter(edition_id=EDITION, language=LANGUAGE),
        **{"of": Value("unit"), "key": F("unit_key"), "text": F("summary")},
        **{"done": Subquery(mine.values("completed_at")[:1]), "place": Subquery(mine.values("position")[:1])},
    )
    told = _columns(
        cases,
        **{"of": Value("case"), "key": F("vignette_key"), "text": Cast("endings", TextField())},
        **{"done": never, "place": NO_TEXT},
    )
    played = _columns(
        plays,
        **{"of": Value("play"), "key": F("vignette_key"), "text": F("ending"), "done": never, "place": NO_TEXT},
        **{"number": NO_NUMBER, "address": NO_TEXT, "name": NO_TEXT, "length": NO_NUMBER, "spoken": NO_TEXT},
    )
    return units.union(told, played)


def _columns(rows: QuerySet[Any, Any], **own: Any) -> QuerySet[Any, Any]:
    """The columns of `Part`, under names that no field has."""
    usual = {"number": "position", "address": "slug", "name": "title", "length": "minutes", "spoken": "language"}
    given = {name: F(field) for name, field in usual.items()} | own
    names = ("of", "key", "number", "address", "name", "text", "length", "spoken", "done", "place")
    return rows.order_by().annotate(**given).values_list(*names)


_VIGNETTE, _FOUND, _PARTS = Prepared(_vignette), Prepared(_found), Prepared(_parts)
