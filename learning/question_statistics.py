"""What authors are told about a question: by wording, never by person."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, FloatField, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Cast

from learning.item_statistics import FEWEST, discrimination, facility, shares
from learning.marking.parts import options_of
from learning.models import ItemTally, Question

MISSED_BELOW = 60
MOST_MISSED = 5


@dataclass(frozen=True)
class Wording:
    """One wording of a question and how it fares; everything is None below five people."""

    stem: str
    people: int | None
    facility: int | None
    discrimination: float | None
    options: list[tuple[str, bool, int | None]]
    edition_number: int


def newest_first() -> QuerySet[ItemTally]:
    """Of each question's wordings the one that is asked now comes first."""
    return ItemTally.objects.order_by("-edition_number", "-last_at", "-pk")


def with_facility(questions: QuerySet[Any]) -> QuerySet[Any]:
    """Questions with the per cent right of their newest wording; nothing below five people."""
    newest = newest_first().filter(question_key=OuterRef("translation_key"), language=OuterRef("locale__language_code"))
    enough = Case(When(people__gte=FEWEST, then=Cast(F("credit"), FloatField()) * 100.0 / F("people")))
    return questions.annotate(facility=Subquery(newest.annotate(found=enough).values("found")[:1]))


def wordings_of(question: Question) -> list[Wording]:
    """Every wording of the question in its own language, the newest first."""
    rows = newest_first().filter(question_key=question.key, language=question.locale.language_code)
    return [wording_of(row) for row in rows]


def wording_of(row: ItemTally) -> Wording:
    """The row in figures that may be shown."""
    tally = row.tally
    options = options_of(row.content, "option")
    share = shares(tally, [option["id"] for option in options])
    return Wording(
        stem=row.content["stem"],
        people=tally.people if tally.people >= FEWEST else None,
        facility=facility(tally),
        discrimination=discrimination(tally),
        options=[(option["text"], bool(option["correct"]), share[option["id"]]) for option in options],
        edition_number=row.edition_number,
    )


def most_missed(module_key: uuid.UUID | None = None) -> list[Any]:
    """The questions that fewest get right, below MISSED_BELOW per cent, as they are asked now."""
    found = with_facility(Question.objects.select_related("locale")).filter(facility__lt=MISSED_BELOW)
    if module_key:
        found = found.filter(module_key=module_key)
    return list(found.order_by("facility", "pk")[:MOST_MISSED])
