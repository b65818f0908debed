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
from learning.models import Attempt, Completion, EditionQuestion, EditionUnit, Enrolment, ExtraTime, UnitProgress
from learning.services import item_statistics
from learning.services.completion import complete_if_whole
from people.models import User

GRACE = datetime.timedelta(minutes=2)  # for a slow line: what arrives by then still counts

Answers = Mapping[str, list[str]]


class UnitsLeft(Exception):
    """The final check opens when every unit is done."""


class Finished(Exception):
    """The check is passed, or the learner was taken off the module: there is no further check."""


class NoQuestions(Exception):
    """The edition's bank has no question in this language."""


class WaitFirst(Exception):
    """Two tries have not passed; the next one opens later. `until` says when."""

    def __init__(self, until: datetime.datetime) -> None:
        self.until = until
        super().__init__(until)


class NoTriesLeft(Exception):
    """The module allows a number of tries, and they are used."""


class TimeUp(Exception):
    """The check's time is over: what was saved by then can be sent, nothing can be added."""


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
        if is_passed(locked) or locked.state in {Enrolment.State.COMPLETED, Enrolment.State.WITHDRAWN}:
            raise Finished
        under_way = locked.attempts.filter(submitted_at__isnull=True).first()
        if under_way:
            return under_way
        if units_left(locked):
            raise UnitsLeft
        if tries_left(locked) == 0:
            raise NoTriesLeft
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
        ends_at=ends_at(enrolment, timezone.now()),
    )
    record(actor=enrolment.user, action="learning.check_begun", records=[attempt])
    return attempt


def ends_at(enrolment: Enrolment, start: datetime.datetime) -> datetime.datetime | None:
    """When the check's time is over: its limit and the learner's extra time, where there is a limit at all."""
    limit = enrolment.edition.time_limit
    if limit is None:
        return None
    return start + datetime.timedelta(minutes=limit * (100 + extra_per_cent(enrolment.user_id)) / 100)


def extra_per_cent(user_id: int) -> int:
    """The extra time the person has today, per cent."""
    extra = ExtraTime.objects.filter(user_id=user_id).first()
    if extra is None or (extra.until and extra.until < timezone.localdate()):
        return 0
    return extra.per_cent


def is_over(attempt: Attempt) -> bool:
    """Its time, and the grace after it, has passed."""
    return attempt.ends_at is not None and timezone.now() > attempt.ends_at + GRACE


def tries_left(enrolment: Enrolment) -> int | None:
    """How many tries are left; None for as many as it takes."""
    allowed = enrolment.edition.attempts_allowed
    return None if allowed is None else max(allowed - enrolment.attempts.count(), 0)


def is_passed(enrolment: Enrolment) -> bool:
    """A try has passed, whether or not the module waits for anything else."""
    return enrolment.attempts.filter(passed=True).exists()


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
    """When the next attempt opens, if one has to wait: the module says after how many tries, and how long."""
    rules = enrolment.edition
    failed = list(enrolment.attempts.filter(passed=False).order_by("number").values_list("submitted_at", flat=True))
    if not failed or len(failed) % rules.fails_before_wait or failed[-1] is None:
        return None
    until = failed[-1] + datetime.timedelta(hours=rules.wait_hours)
    return until if until > timezone.now() else None


def save_answers(*, actor: User, attempt: Attempt, answers: Answers) -> Attempt:
    """Keep answers for later without marking them; one given as empty is taken back.

    Raises AlreadySent, TimeUp, and marking.NotAnAnswer for tampered ones.
    """
    with transaction.atomic():
        locked = _locked(actor, attempt)
        if is_over(locked):
            raise TimeUp
        merged = {**locked.answers, **_checked(locked, answers)}
        locked.answers = {key: chosen for key, chosen in merged.items() if chosen}
        locked.save(update_fields=["answers"])
    return locked


def submit(
    *, actor: User, attempt: Attempt, answers: Answers, at: datetime.datetime | None = None
) -> tuple[Attempt, Completion | None]:
    """Mark the attempt once and for all; a pass completes a module that asks for no more. Sent again: AlreadySent.

    Raises Unanswered with everything given so far kept. Once the time is over, what was saved by then is marked, and a
    question without an answer is worth nothing. `at` is when it happened, for records brought over.
    """
    try:
        attempt = save_answers(actor=actor, attempt=attempt, answers=answers)
        missing = lacking(attempt)
        if missing:
            raise Unanswered(missing)
    except TimeUp:
        pass
    with transaction.atomic():
        locked = _locked(actor, attempt)
        locked.credits = {
            question["key"]: marking.credit(question["kind"], question, locked.answers.get(question["key"], []))
            for question in locked.questions
        }
        locked.score = marking.per_cent(sum(locked.credits.values()), len(locked.questions))
        locked.passed = locked.score >= locked.pass_mark
        locked.submitted_at = at or timezone.now()
        locked.save(update_fields=["credits", "score", "passed", "submitted_at"])
        record(actor=actor, action="learning.check_sent", records=[locked])
        item_statistics.count_in(locked)
        completion = complete_if_whole(actor=actor, attempt=locked, at=at) if locked.passed else None
    return locked, completion


def lacking(attempt: Attempt) -> list[int]:
    """The places of questions whose answer is missing or can't be marked, from 1."""
    return [
        place
        for place, question in enumerate(attempt.questions, 1)
        if marking.lack(question["kind"], question, attempt.answers.get(question["key"], []))
    ]


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
