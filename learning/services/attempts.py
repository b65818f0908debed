"""The final check: drawn from the edition's bank, kept as a snapshot, marked on the server."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from audit.services import record
from learning import marking
from learning.drawing import draw
from learning.models import Attempt, Completion, EditionQuestion, EditionUnit, Enrolment, UnitProgress
from learning.services import item_statistics
from learning.services.completion import complete
from people.models import User

FAILS_BEFORE_WAIT = 2
WAIT = datetime.timedelta(hours=12)

Answers = Mapping[str, list[str]]


class UnitsLeft(Exception):
    """The final check opens when every unit is done."""


class Finished(Exception):
    """The module is completed, or the learner was taken off it: there is no further check."""


class NoQuestions(Exception):
    """The edition's bank has no question in this language."""


class WaitFirst(Exception):
    """Two tries have not passed; the next one opens later. `until` says when."""

    def __init__(self, until: datetime.datetime) -> None:
        self.until = until
        super().__init__(until)


class AlreadySent(Exception):
    """The attempt has been marked and can't change."""


class Unanswered(Exception):
    """Questions without an answer that can be marked; `numbers` are their places, from 1."""

    def __init__(self, numbers: list[int]) -> None:
        self.numbers = numbers
        super().__init__(numbers)


def begin(*, actor: User, enrolment: Enrolment, language: str) -> Attempt:
    """The attempt under way, or a new one with freshly drawn questions."""
    with transaction.atomic():
        locked = Enrolment.objects.select_for_update().of(actor).get(pk=enrolment.pk)
        if locked.state in {Enrolment.State.COMPLETED, Enrolment.State.WITHDRAWN}:
            raise Finished
        under_way = locked.attempts.filter(submitted_at__isnull=True).first()
        if under_way:
            return under_way
        if units_left(locked):
            raise UnitsLeft
        until = wait_until(locked)
        if until:
            raise WaitFirst(until)
        return _new(locked, language)


def _new(enrolment: Enrolment, language: str) -> Attempt:
    seed = secrets.randbits(62)
    bank = [
        {
            **{"key": q.question_key, "kind": q.kind, "outcome": q.outcome, "unit_key": q.unit_key},
            **{"revision": q.revision_id, "content": q.content},
        }
        for q in EditionQuestion.objects.filter(edition_id=enrolment.edition_id, language=language, use="final")
    ]
    if not bank:
        raise NoQuestions
    last = enrolment.attempts.order_by("-number").first()
    attempt = Attempt.objects.create(
        enrolment=enrolment,
        number=last.number + 1 if last else 1,
        language=language,
        seed=seed,
        questions=draw(bank, enrolment.edition.draw, seed),
        pass_mark=enrolment.edition.pass_mark,
    )
    record(actor=enrolment.user, action="learning.check_begun", records=[attempt])
    return attempt


def units_left(enrolment: Enrolment) -> int:
    """How many units of the enrolment's edition are not done yet."""
    units = EditionUnit.objects.filter(edition_id=enrolment.edition_id).values("unit_key").distinct().count()
    done = (
        UnitProgress.objects.filter(enrolment=enrolment, completed_at__isnull=False)
        .filter(unit_key__in=EditionUnit.objects.filter(edition_id=enrolment.edition_id).values("unit_key"))
        .count()
    )
    return max(units - done, 0)


def wait_until(enrolment: Enrolment) -> datetime.datetime | None:
    """When the next attempt opens, if one has to wait: twelve hours after every second try that did not pass."""
    failed = list(enrolment.attempts.filter(passed=False).order_by("number").values_list("submitted_at", flat=True))
    if not failed or len(failed) % FAILS_BEFORE_WAIT or failed[-1] is None:
        return None
    until = failed[-1] + WAIT
    return until if until > timezone.now() else None


def save_answers(*, actor: User, attempt: Attempt, answers: Answers) -> Attempt:
    """Keep answers for later without marking them; one given as empty is taken back.

    Raises AlreadySent, and marking.NotAnAnswer for tampered ones.
    """
    with transaction.atomic():
        locked = _locked(actor, attempt)
        merged = {**locked.answers, **_checked(locked, answers)}
        locked.answers = {key: chosen for key, chosen in merged.items() if chosen}
        locked.save(update_fields=["answers"])
    return locked


def submit(
    *, actor: User, attempt: Attempt, answers: Answers, at: datetime.datetime | None = None
) -> tuple[Attempt, Completion | None]:
    """Mark the attempt once and for all; a pass completes the module. A second send raises AlreadySent.

    Raises Unanswered with everything given so far kept. `at` is when it happened, for records brought over.
    """
    saved = save_answers(actor=actor, attempt=attempt, answers=answers)
    missing = [
        place
        for place, question in enumerate(saved.questions, 1)
        if marking.lack(question["kind"], question, saved.answers.get(question["key"], []))
    ]
    if missing:
        raise Unanswered(missing)
    with transaction.atomic():
        locked = _locked(actor, saved)
        locked.credits = {
            question["key"]: marking.credit(question["kind"], question, locked.answers[question["key"]])
            for question in locked.questions
        }
        locked.score = marking.per_cent(sum(locked.credits.values()), len(locked.questions))
        locked.passed = locked.score >= locked.pass_mark
        locked.submitted_at = at or timezone.now()
        locked.save(update_fields=["credits", "score", "passed", "submitted_at"])
        record(actor=actor, action="learning.check_sent", records=[locked])
        item_statistics.count_in(locked)
        completion = complete(actor=actor, attempt=locked, at=at) if locked.passed else None
    return locked, completion


def _locked(actor: User, attempt: Attempt) -> Attempt:
    locked = (
        Attempt.objects.select_for_update(of=("self",))
        .select_related("enrolment__edition")
        .get(pk=attempt.pk, enrolment__user=actor)
    )
    if locked.submitted_at:
        raise AlreadySent
    return locked


def _checked(attempt: Attempt, answers: Answers) -> dict[str, list[str]]:
    questions = {question["key"]: question for question in attempt.questions}
    if not set(answers) <= set(questions):
        raise marking.NotAnAnswer("unknown question")
    return {key: marking.checked(questions[key]["kind"], questions[key], chosen) for key, chosen in answers.items()}
