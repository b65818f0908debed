"""What a learner is offered to keep a finished module fresh: read in one statement, decided by learning.refreshing."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import BigAutoField, Case, CharField, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.utils import timezone

from learning import marking
from learning.drawing import Drawn, draw
from learning.models import Completion, EditionModule, EditionQuestion, Enrolment, RefreshRound, Retirement
from learning.refreshing import QUESTIONS, Closed, Due, Finished, offered, pick, seed_of
from people.models import User
from people.prepared import Prepared, Slot


@dataclass(frozen=True)
class Offer:
    """Three questions that may be asked today: which module, which round."""

    completion_id: int
    number: int
    title: str
    language: str


def finished_modules(user: User, language: str) -> dict[int, tuple[Finished, str, str]]:
    """By completion: each module the user has finished and is not taking again, with its title and that's language.

    Of a module finished more than once the newest completion counts; what was closed on earlier ones stays known.
    """
    found: dict[uuid.UUID, tuple[int, str, datetime.date, str, str]] = {}
    closed: dict[uuid.UUID, list[tuple[int, Closed]]] = {}
    for pk, key, at, code, number, state, closed_at, title, spoken in _FINISHED.rows(user=user.pk, language=language):
        found[key] = (pk, code, timezone.localdate(at), title or code, spoken or "en")
        if closed_at:
            stopped = state == RefreshRound.State.STOPPED
            closed.setdefault(key, []).append((pk, Closed(number, stopped, timezone.localdate(closed_at))))
    modules = {}
    for key, (pk, code, on, title, spoken) in found.items():
        rounds = tuple(row if of == pk else row._replace(number=0) for of, row in closed.get(key, []))
        modules[pk] = (Finished(pk, code, on, rounds), title, spoken)
    return modules


def offer_of_today(user: User, language: str) -> Offer | None:
    """The one set that may be offered to the user today."""
    modules = finished_modules(user, language)
    due: Due | None = offered((finished for finished, _title, _spoken in modules.values()), timezone.localdate())
    if due is None:
        return None
    _finished, title, spoken = modules[due.completion_id]
    return Offer(due.completion_id, due.number, title, spoken)


def questions_of(completion: Completion, number: int, language: str) -> tuple[str, list[Drawn]]:
    """The language and the three questions of a round, from the edition that was completed: the same every time."""
    rows = EditionQuestion.objects.filter(edition_id=completion.edition_id, use="final", language__in=[language, "en"])
    found = list(rows)
    spoken = language if any(row.language == language for row in found) else "en"
    bank = [
        {"key": q.question_key, "kind": q.kind, "outcome": q.outcome, "unit_key": q.unit_key, "content": q.content}
        for q in found
        if q.language == spoken
    ]
    last = _last_time(completion, number)
    wrong = {key for key, right in last.items() if not right}
    seed = seed_of(completion.pk, number)
    return spoken, draw(pick(bank, wrong, set(last), seed), QUESTIONS, seed)


def _last_time(completion: Completion, number: int) -> dict[str, bool]:
    """Whether each question was right when the learner last met it: in the final check, then round by round."""
    met = [(completion.attempt.questions, completion.attempt.answers)] if completion.attempt else []
    met += completion.refresh_rounds.filter(number__lt=number).values_list("questions", "answers")
    return {
        q["key"]: marking.is_right(q["kind"], q, answers.get(q["key"], []))
        for questions, answers in met
        for q in questions
    }


def _finished() -> QuerySet[Any, Any]:
    again = Enrolment.objects.open().filter(user=OuterRef("user"), module_key=OuterRef("module_key"))
    retired = Retirement.objects.filter(module_key=OuterRef("module_key"), ended_at=None)
    asked = EditionQuestion.objects.filter(edition_id=OuterRef("edition_id"), use="final")
    words = EditionModule.objects.filter(edition_id=OuterRef("edition_id"))
    here = words.filter(Q(language=Slot("language", CharField())) | Q(language="en"))
    text = here.order_by(Case(When(language="en", then=1), default=0))
    return (
        Completion.objects.filter(user=Slot("user", BigAutoField()))
        .filter(~Exists(again), ~Exists(retired), Exists(asked))
        .annotate(title=Subquery(text.values("title")[:1]), spoken=Subquery(text.values("language")[:1]))
        .order_by("completed_at", "pk")
        .values_list(
            "pk",
            "module_key",
            "completed_at",
            "edition__code",
            "refresh_rounds__number",
            "refresh_rounds__state",
            "refresh_rounds__closed_at",
            "title",
            "spoken",
        )
    )


_FINISHED = Prepared(_finished)
