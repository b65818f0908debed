"""The thin reading path: what a reader sees of one module and one unit, in as few statements as it takes.

Only editions are read, never pages. A learner stays in the edition they have begun; everyone else, and whoever has
finished, reads the current one. A module out of use is there for those only who began it before. The list of all
modules is learning.catalogue's.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BigAutoField,
    Case,
    CharField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    UUIDField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Replace
from django.utils import timezone

from learning.models import (
    Attempt,
    Certificate,
    CheckAnswer,
    Edition,
    EditionModule,
    EditionQuestion,
    EditionUnit,
    Enrolment,
    Reflection,
    Retirement,
    UnitNote,
    UnitProgress,
    UpdateAcknowledgement,
)
from learning.models.editions import Notice
from people.models import User
from people.prepared import Prepared, Slot

READER, LANGUAGE, NOW = Slot("user", BigAutoField()), Slot("language", CharField()), Slot("now", DateTimeField())
MODULE_SLUG, UNIT_SLUG = Slot("module_slug", CharField()), Slot("unit_slug", CharField())
EDITION, ENROLMENT = Slot("edition", BigAutoField()), Slot("enrolment", BigAutoField())
UNIT_KEY = Slot("unit_key", UUIDField())


def module(user: User, language: str, slug: str) -> EditionModule | None:
    """The module at an address, with the user's own state beside it; None where there is nothing to read."""
    found = _MODULE.objects(user=user.pk, language=language, module_slug=slug, now=timezone.now())
    return found[0] if found else None


def unit(user: User, language: str, module_slug: str, unit_slug: str) -> EditionUnit | None:
    """The unit at an address, its edition joined, with the module's words and the user's enrolment beside it."""
    found = _UNIT.objects(
        user=user.pk, language=language, module_slug=module_slug, unit_slug=unit_slug, now=timezone.now()
    )
    return found[0] if found else None


def outline(edition_id: int, language: str, enrolment_id: int | None) -> list[dict[str, Any]]:
    """The units of an edition in order, each with when it was done and where the learner was."""
    rows = _OUTLINE.rows(edition=edition_id, language=language, enrolment=enrolment_id or 0)
    return [dict(zip(OUTLINE_NAMES, row, strict=True)) for row in rows]


@dataclass(frozen=True)
class Own:
    """What the learner has put into a unit: chosen options with their question, and reflections."""

    answers: dict[str, tuple[list[str], dict[str, Any], str]]
    reflections: dict[str, str]


def own_words(user: User, row: EditionUnit) -> Own:
    """Answers and reflections of one unit, in one statement."""
    own = Own({}, {})
    for of, key, said, content, kind in _OWN_WORDS.rows(
        user=user.pk,
        edition=row.edition_id,
        language=row.language,
        unit_key=row.unit_key,
        enrolment=row.enrolment_id or 0,  # type: ignore[attr-defined]
    ):
        if of == "answer":
            own.answers[str(key)] = (json.loads(said), json.loads(content or "{}"), kind)
        else:
            own.reflections[str(key)] = said
    return own


def edition_read(module_key: OuterRef) -> Coalesce:
    """The id of the edition that the reader gets of a module."""
    mine = Enrolment.objects.under_way().filter(user=READER, module_key=module_key).values("edition_id")[:1]
    current = Edition.objects.live(NOW).filter(module_key=module_key).order_by("-number").values("pk")[:1]
    return Coalesce(Subquery(mine), Subquery(current))


def _enrolment(module_key: OuterRef) -> Any:
    return Enrolment.objects.filter(user=READER, module_key=module_key).readable()


def _known(module_key: OuterRef) -> Subquery:
    """The newest edition that the reader has finished."""
    finished = Enrolment.objects.filter(user=READER, module_key=module_key, state=Enrolment.State.COMPLETED)
    return Subquery(finished.order_by("-edition__number").values("edition__number")[:1])


def _to_reread(module_key: OuterRef) -> Exists:
    """An edition newer than what the reader finished asks them to read this unit again, as learning.updates says."""
    key = Replace(Cast(OuterRef("unit_key"), CharField()), Value("-"), Value(""))
    said = UpdateAcknowledgement.objects.filter(
        Q(unit_key=None) | Q(unit_key=OuterRef(OuterRef("unit_key"))),
        user=READER,
        edition__module_key=OuterRef("module_key"),
        edition__number__gte=OuterRef("number"),
    )
    asking = Edition.objects.live(NOW).filter(module_key=module_key, notice=Notice.REREAD)
    known = _known(OuterRef("module_key"))
    return Exists(
        asking.annotate(named=Cast("reread", TextField()), known=known)
        .filter(number__gt=F("known"))
        .filter(~Exists(said))
        .filter(named__contains=key)
    )


def in_use(module_key: OuterRef) -> Q:
    """Not retired, or begun by the reader before."""
    retired = Retirement.objects.filter(module_key=module_key, ended_at=None)
    return ~Q(Exists(retired)) | Q(Exists(_enrolment(module_key)))


def _module_slug(edition_id: Any) -> Subquery:
    """The module's slug in the other language, for the same-page switch."""
    return Subquery(EditionModule.objects.filter(edition_id=edition_id).exclude(language=LANGUAGE).values("slug")[:1])


_PASSED = Attempt.objects.filter(enrolment=OuterRef("pk"), passed=True)


def _module() -> QuerySet[Any, Any]:
    key = OuterRef("edition__module_key")
    mine = _enrolment(key)
    certificate = Certificate.objects.filter(
        holder=READER, completion__module_key=key, state=Certificate.State.ISSUED
    ).order_by("-issued_at")
    return (
        EditionModule.objects.filter(slug=MODULE_SLUG, language=LANGUAGE, edition_id=edition_read(key))
        .filter(in_use(key))
        .select_related("edition__reviewed_by")
        .annotate(
            known=_known(key),
            current=Subquery(Edition.objects.live(NOW).filter(module_key=key).order_by("-number").values("number")[:1]),
            **_retired(key),
            enrolment_id=Subquery(mine.values("pk")[:1]),
            state=Subquery(mine.values("state")[:1]),
            due_on=Subquery(mine.values("due_on")[:1]),
            resume_at=Subquery(mine.values("last_unit_key")[:1]),
            passed=Subquery(mine.annotate(it=Exists(_PASSED)).values("it")[:1]),
            certificate_code=Subquery(certificate.values("code")[:1]),
            other_slug=_module_slug(OuterRef("edition_id")),
        )[:1]
    )


def _retired(module_key: OuterRef) -> dict[str, Any]:
    """Why the module is out of use, and the title and address of what took its place."""
    now = Retirement.objects.filter(module_key=module_key, ended_at=None)
    instead = Edition.objects.live(NOW).filter(module_key=OuterRef(OuterRef("replacement_key"))).order_by("-number")
    words = EditionModule.objects.filter(edition_id=Subquery(instead.values("pk")[:1])).order_by(
        Case(When(language=LANGUAGE, then=0), default=1)
    )
    return {
        "retired_reason": Subquery(now.values("reason")[:1]),
        "retired_reason_cy": Subquery(now.values("reason_cy")[:1]),
        "replaced_by": Subquery(now.annotate(word=Subquery(words.values("title")[:1])).values("word")[:1]),
        "replaced_slug": Subquery(now.annotate(word=Subquery(words.values("slug")[:1])).values("word")[:1]),
        "replaced_language": Subquery(now.annotate(word=Subquery(words.values("language")[:1])).values("word")[:1]),
    }


def _unit() -> QuerySet[Any, Any]:
    key = OuterRef("edition__module_key")
    mine = _enrolment(key)
    same = EditionUnit.objects.filter(edition_id=OuterRef("edition_id"), unit_key=OuterRef("unit_key"))
    return (
        EditionUnit.objects.filter(
            slug=UNIT_SLUG,
            language=LANGUAGE,
            edition__modules__slug=MODULE_SLUG,
            edition__modules__language=LANGUAGE,
            edition_id=edition_read(key),
        )
        .filter(in_use(key))
        .select_related("edition")
        .annotate(
            module_title=F("edition__modules__title"),
            module_slug=F("edition__modules__slug"),
            other_module_slug=_module_slug(OuterRef("edition_id")),
            other_unit_slug=Subquery(same.exclude(language=LANGUAGE).values("slug")[:1]),
            enrolment_id=Subquery(mine.values("pk")[:1]),
            enrolment_state=Subquery(mine.values("state")[:1]),
            note=Subquery(UnitNote.objects.filter(user=READER, unit_key=OuterRef("unit_key")).values("text")[:1]),
            to_reread=_to_reread(key),
        )
        .order_by()[:1]
    )


OUTLINE_NAMES = ("unit_key", "position", "slug", "title", "summary", "minutes", "completed_at", "reached")


def _outline() -> QuerySet[Any, Any]:
    mine = UnitProgress.objects.filter(enrolment_id=ENROLMENT, unit_key=OuterRef("unit_key"))
    return (
        EditionUnit.objects.filter(edition_id=EDITION, language=LANGUAGE)
        .annotate(completed_at=Subquery(mine.values("completed_at")[:1]), reached=Subquery(mine.values("position")[:1]))
        .order_by("position")
        .values_list(*OUTLINE_NAMES)
    )


def _own_words() -> QuerySet[Any, Any]:
    asked = EditionQuestion.objects.filter(edition_id=EDITION, language=LANGUAGE)
    question = asked.filter(question_key=OuterRef("question_key"))
    answers = (
        CheckAnswer.objects.filter(enrolment_id=ENROLMENT)
        .filter(question_key__in=asked.filter(unit_key=UNIT_KEY, use="check").values("question_key"))
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
        Reflection.objects.filter(user=READER, unit_key=UNIT_KEY)
        .annotate(
            of=Value("reflection"),
            key=F("block_id"),
            said=F("text"),
            content=Value("", output_field=TextField()),
            question_kind=Value(""),
        )
        .values_list("of", "key", "said", "content", "question_kind")
    )
    return answers.union(reflections, all=True)


_MODULE, _UNIT, _OUTLINE, _OWN_WORDS = Prepared(_module), Prepared(_unit), Prepared(_outline), Prepared(_own_words)
