"""The thin reading path: what a reader sees of modules and units, in as few statements as it takes.

Only editions are read, never pages. A learner stays in the edition of their open enrolment; everyone else, and whoever
has finished, reads the current one.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce

from learning.models import (
    Certificate,
    CheckAnswer,
    Edition,
    EditionModule,
    EditionQuestion,
    EditionUnit,
    Enrolment,
    Reflection,
    UnitProgress,
)
from people.models import User


def _edition_read_by(user: User, module_key: Any) -> Coalesce:
    """The id of the edition that the user reads of a module."""
    mine = Enrolment.objects.open().of(user).filter(module_key=module_key).values("edition_id")[:1]
    current = Edition.objects.live().filter(module_key=module_key).order_by("-number").values("pk")[:1]
    return Coalesce(Subquery(mine), Subquery(current))


def _enrolment_of(user: User, module_key: Any) -> Any:
    return Enrolment.objects.of(user).readable(module_key)


def modules(user: User, language: str) -> list[EditionModule]:
    """Every module the user may read, in the language (English where there is none), by code.

    Each row carries `state`, `due_on`, `units_done`, `units_all` and `resume_at` (the last unit's key).
    """
    key = OuterRef("edition__module_key")
    mine = _enrolment_of(user, key)
    rows = (
        EditionModule.objects.filter(edition_id=_edition_read_by(user, key), language__in={language, "en"})
        .select_related("edition")
        .annotate(
            enrolment_id=Subquery(mine.values("pk")[:1]),
            state=Subquery(mine.values("state")[:1]),
            due_on=Subquery(mine.values("due_on")[:1]),
            resume_at=Subquery(mine.values("last_unit_key")[:1]),
            seen_at=Subquery(mine.values("last_seen_at")[:1]),
            units_all=Count("edition__units", filter=Q(edition__units__language=F("language"))),
        )
        .order_by("edition__code")
    )
    chosen: dict[uuid.UUID, EditionModule] = {}
    for row in rows:
        if row.language == language or row.edition.module_key not in chosen:
            chosen[row.edition.module_key] = row
    return _with_units_done(user, list(chosen.values()))


def _with_units_done(user: User, rows: list[EditionModule]) -> list[EditionModule]:
    done = dict(
        UnitProgress.objects.filter(enrolment__user=user, completed_at__isnull=False)
        .values_list("enrolment_id")
        .annotate(Count("pk"))
    )
    for row in rows:
        row.units_done = min(done.get(row.enrolment_id, 0), row.units_all)  # type: ignore[attr-defined]
    return rows


def module(user: User, language: str, slug: str) -> EditionModule | None:
    """The module at an address, with the user's own state beside it; None where there is nothing to read."""
    key = OuterRef("edition__module_key")
    mine = _enrolment_of(user, key)
    certificate = (
        Certificate.objects.of(user)
        .filter(completion__module_key=key, state=Certificate.State.ISSUED)
        .order_by("-issued_at")
    )
    return (
        EditionModule.objects.filter(slug=slug, language=language, edition_id=_edition_read_by(user, key))
        .select_related("edition__reviewed_by")
        .annotate(
            enrolment_id=Subquery(mine.values("pk")[:1]),
            state=Subquery(mine.values("state")[:1]),
            due_on=Subquery(mine.values("due_on")[:1]),
            resume_at=Subquery(mine.values("last_unit_key")[:1]),
            certificate_code=Subquery(certificate.values("code")[:1]),
            other_slug=_module_slug(OuterRef("edition_id"), language),
        )
        .first()
    )


def outline(edition_id: int, language: str, enrolment_id: int | None) -> list[dict[str, Any]]:
    """The units of an edition in order, each with when it was done and where the learner was."""
    mine = UnitProgress.objects.filter(enrolment_id=enrolment_id or 0, unit_key=OuterRef("unit_key"))
    rows: Any = (
        EditionUnit.objects.filter(edition_id=edition_id, language=language)
        .annotate(completed_at=Subquery(mine.values("completed_at")[:1]), reached=Subquery(mine.values("position")[:1]))
        .order_by("position")
        .values("unit_key", "position", "slug", "title", "summary", "minutes", "completed_at", "reached")
    )
    return list(rows)


def unit(user: User, language: str, module_slug: str, unit_slug: str) -> EditionUnit | None:
    """The unit at an address, its edition joined, with the module's words and the user's enrolment beside it."""
    key = OuterRef("edition__module_key")
    mine = _enrolment_of(user, key)
    return (
        EditionUnit.objects.filter(
            slug=unit_slug,
            language=language,
            edition__modules__slug=module_slug,
            edition__modules__language=language,
            edition_id=_edition_read_by(user, key),
        )
        .select_related("edition")
        .annotate(
            module_title=F("edition__modules__title"),
            module_slug=F("edition__modules__slug"),
            **_elsewhere(language),
            enrolment_id=Subquery(mine.values("pk")[:1]),
            enrolment_state=Subquery(mine.values("state")[:1]),
        )
        .first()
    )


def _elsewhere(language: str) -> dict[str, Subquery]:
    same = EditionUnit.objects.filter(edition_id=OuterRef("edition_id"), unit_key=OuterRef("unit_key"))
    return {
        "other_module_slug": _module_slug(OuterRef("edition_id"), language),
        "other_unit_slug": Subquery(same.exclude(language=language).values("slug")[:1]),
    }


def _module_slug(edition_id: Any, language: str) -> Subquery:
    """The module's slug in the other language, for the same-page switch."""
    return Subquery(EditionModule.objects.filter(edition_id=edition_id).exclude(language=language).values("slug")[:1])


@dataclass(frozen=True)
class Own:
    """What the learner has put into a unit: chosen options with their question, and reflections."""

    answers: dict[str, tuple[list[str], dict[str, Any], str]]
    reflections: dict[str, str]


def own_words(user: User, row: EditionUnit) -> Own:
    """Answers and reflections of one unit, in one statement."""
    question = EditionQuestion.objects.filter(
        edition_id=row.edition_id, language=row.language, question_key=OuterRef("question_key")
    )
    answers = (
        CheckAnswer.objects.filter(enrolment_id=row.enrolment_id)  # type: ignore[attr-defined]
        .filter(question_key__in=_checks_of(row))
        .annotate(
            of=Value("answer"),
            key=F("question_key"),
            said=Cast("chosen", TextField()),
            content=Cast(Subquery(question.values("content")[:1]), TextField()),
            question_kind=Subquery(question.values("kind")[:1]),
        )
        .values_list("of", "key", "said", "content", "question_kind")
    )
    reflections = (
        Reflection.objects.filter(user=user, unit_key=row.unit_key)
        .annotate(
            of=Value("reflection"),
            key=F("block_id"),
            said=F("text"),
            content=Value("", output_field=TextField()),
            question_kind=Value(""),
        )
        .values_list("of", "key", "said", "content", "question_kind")
    )
    return _own(answers.union(reflections, all=True))


def _checks_of(row: EditionUnit) -> QuerySet[EditionQuestion, Any]:
    return EditionQuestion.objects.filter(
        edition_id=row.edition_id, language=row.language, unit_key=row.unit_key, use="check"
    ).values("question_key")


def _own(rows: Any) -> Own:
    own = Own({}, {})
    for of, key, said, content, kind in rows:
        if of == "answer":
            own.answers[str(key)] = (json.loads(said), json.loads(content or "{}"), kind)
        else:
            own.reflections[str(key)] = said
    return own
