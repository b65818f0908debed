"""The thin reading path of cases: one case at its address, and those of a module, each with the endings one has found.

Plays are read for the one reader only; nobody else ever sees which choices somebody made.
"""

from __future__ import annotations

import json
import uuid
from typing import Any, NamedTuple

from django.db.models import CharField, F, IntegerField, QuerySet, Subquery, TextField, UUIDField, Value
from django.db.models.expressions import OuterRef
from django.db.models.functions import Cast
from django.utils import timezone

from learning.models import EditionModule, EditionVignette, VignettePlay
from learning.reading import EDITION, LANGUAGE, MODULE_SLUG, READER, edition_read
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


def cases(user: User, language: str, edition_id: int) -> list[Case]:
    """The cases of a module in its order, in the language or else in English: one statement."""
    rows = _CASES.rows(user=user.pk, language=language, edition=edition_id)
    played: dict[uuid.UUID, set[str]] = {}
    for of, key, text, *_rest in rows:
        if of == "play":
            played.setdefault(key, set()).add(text)
    chosen: dict[uuid.UUID, tuple[tuple[int, str], Case]] = {}
    for of, key, text, slug, title, spoken, minutes, position in rows:
        if of == "play" or (key in chosen and spoken != language):
            continue
        endings = set(json.loads(text))
        found = len(played.get(key, set()) & endings)
        chosen[key] = (position, title), Case(slug, title, spoken, minutes, len(endings), found)
    return [case for _place, case in sorted(chosen.values())]


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


def _cases() -> QuerySet[Any, Any]:
    names = ("of", "key", "text", "in_address", "called", "spoken", "reading_minutes", "place")
    told = EditionVignette.objects.filter(edition_id=EDITION, language__in=[LANGUAGE, "en"])
    rows = told.annotate(
        of=Value("case"),
        key=F("vignette_key"),
        text=Cast("endings", TextField()),
        in_address=F("slug"),
        called=F("title"),
        spoken=F("language"),
        reading_minutes=F("minutes"),
        place=F("position"),
    )
    plays = VignettePlay.objects.filter(enrolment__user=READER, vignette_key__in=told.values("vignette_key")).annotate(
        of=Value("play"),
        key=F("vignette_key"),
        text=F("ending"),
        in_address=NO_TEXT,
        called=NO_TEXT,
        spoken=NO_TEXT,
        reading_minutes=NO_NUMBER,
        place=NO_NUMBER,
    )
    return rows.order_by().values_list(*names).union(plays.order_by().values_list(*names))


_VIGNETTE, _FOUND, _CASES = Prepared(_vignette), Prepared(_found), Prepared(_cases)
