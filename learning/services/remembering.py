"""Keeping a finished module fresh: answer the three questions, set them aside, or ask for no more.

None of it is audited: nobody but the learner may know whether they did it.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from learning import marking
from learning.keeping_fresh import questions_of
from learning.models import Completion, RefreshRound
from learning.refreshing import DAYS, seed_of
from people.models import User

Answers = dict[str, list[str]]


class NoSuchRound(Exception):
    """The module isn't the learner's, or the round's day has not come, or a later one was closed."""


class ClosedBefore(Exception):
    """The round was answered or set aside before; `round` is it."""

    def __init__(self, refresh_round: RefreshRound) -> None:
        self.round = refresh_round
        super().__init__(refresh_round)


class Unanswered(Exception):
    """Questions without an answer; `numbers` are their places, from 1."""

    def __init__(self, numbers: list[int]) -> None:
        self.numbers = numbers
        super().__init__(numbers)


def answer(*, actor: User, completion_id: int, number: int, language: str, answers: Answers) -> RefreshRound:
    """Keep the three questions as they were asked, with the answers; no score is stored.

    Raises Unanswered, NoSuchRound, ClosedBefore, and marking.NotAnAnswer for tampered answers.
    """
    with transaction.atomic():
        completion = _open_round(actor, completion_id, number)
        spoken, questions = questions_of(completion, number, language)
        asked = {question["key"]: question for question in questions}
        if not set(answers) <= set(asked):
            raise marking.NotAnAnswer("unknown question")
        given = {key: marking.checked(asked[key]["kind"], asked[key], chosen) for key, chosen in answers.items()}
        missing = [
            place for place, (key, q) in enumerate(asked.items(), 1) if marking.lack(q["kind"], q, given.get(key, []))
        ]
        if missing:
            raise Unanswered(missing)
        content = {"language": spoken, "seed": seed_of(completion_id, number), "questions": questions, "answers": given}
        return _close(completion, number, RefreshRound.State.ANSWERED, content)


def skip(*, actor: User, completion_id: int, number: int) -> RefreshRound:
    """Not now: this round is set aside, the next one comes on its day. Raises NoSuchRound and ClosedBefore."""
    with transaction.atomic():
        return _close(_open_round(actor, completion_id, number), number, RefreshRound.State.SKIPPED, {})


def stop(*, actor: User, completion_id: int, number: int) -> RefreshRound:
    """No more questions on this module, also after finishing it again. Raises NoSuchRound and ClosedBefore."""
    with transaction.atomic():
        return _close(_open_round(actor, completion_id, number), number, RefreshRound.State.STOPPED, {})


def _open_round(actor: User, completion_id: int, number: int) -> Completion:
    """The actor's own completion, locked, when the round's day has come and nothing of it or later is closed."""
    locked = Completion.objects.select_for_update(of=("self",)).select_related("attempt")
    completion = locked.filter(pk=completion_id, user=actor).first()
    if completion is None or not 1 <= number <= len(DAYS):
        raise NoSuchRound
    days = (timezone.localdate() - timezone.localdate(completion.completed_at)).days
    if days < DAYS[number - 1]:
        raise NoSuchRound
    same = completion.refresh_rounds.filter(number=number).first()
    if same:
        raise ClosedBefore(same)
    if completion.refresh_rounds.filter(number__gt=number).exists():
        raise NoSuchRound
    return completion


def _close(completion: Completion, number: int, state: str, content: dict[str, Any]) -> RefreshRound:
    return RefreshRound.objects.create(
        user_id=completion.user_id,
        module_key=completion.module_key,
        completion=completion,
        number=number,
        state=state,
        closed_at=timezone.now(),
        **content,
    )
