"""Working through units: the place one has reached, units done, knowledge checks, private reflections."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from learning import marking
from learning.models import CheckAnswer, EditionQuestion, EditionUnit, Enrolment, Reflection, UnitProgress
from learning.services import enrolments
from people.models import User

REFLECTION_LENGTH = 5000


class NotWhole(marking.NotAnAnswer):
    """The answer can't be marked as it is; `question` and `chosen` say why."""

    def __init__(self, question: EditionQuestion, chosen: list[str]) -> None:
        self.question = question
        self.chosen = chosen
        super().__init__(chosen)


class ReflectionTooLong(Exception):
    """A reflection may have REFLECTION_LENGTH characters."""


def record_position(*, actor: User, unit: EditionUnit, position: str) -> UnitProgress:
    """Remember the block somebody has reached. Saying it twice is the same as once."""
    with transaction.atomic():
        return _touch(actor, unit, position=position[:40])[1]


def complete_unit(*, actor: User, unit: EditionUnit) -> UnitProgress:
    """Mark a unit as done; the first time counts."""
    with transaction.atomic():
        _enrolment, progress = _touch(actor, unit)
        if progress.completed_at is None:
            progress.completed_at = timezone.now()
            progress.language = unit.language
            progress.save(update_fields=["completed_at", "language", "seen_at"])
    return progress


def answer_check(
    *,
    actor: User,
    unit: EditionUnit,
    question_key: uuid.UUID,
    chosen: Iterable[str],
    client_id: uuid.UUID | None = None,
) -> CheckAnswer:
    """Mark an answer to a knowledge check and keep it; a resent one (same client_id) is taken once.

    Raises EditionQuestion.DoesNotExist for a question of another unit, marking.NotAnAnswer for impossible answers and
    NotWhole for unfinished ones.
    ones.
    """
    question = EditionQuestion.objects.get(
        edition_id=unit.edition_id,
        language=unit.language,
        unit_key=unit.unit_key,
        question_key=question_key,
        use="check",
    )
    picked = marking.checked(question.kind, question.content, chosen)
    if marking.lack(question.kind, question.content, picked):
        raise NotWhole(question, picked)
    with transaction.atomic():
        enrolment, _progress = _touch(actor, unit)
        answer = CheckAnswer.objects.select_for_update().filter(enrolment=enrolment, question_key=question_key).first()
        if answer and answer.client_id == client_id:
            return answer
        answer = answer or CheckAnswer(enrolment=enrolment, question_key=question_key, tries=0)
        answer.client_id = _unused(client_id)
        answer.chosen = picked
        answer.is_right = marking.is_right(question.kind, question.content, picked)
        answer.language = unit.language
        answer.tries = min(answer.tries + 1, 32_000)
        answer.save()
    return answer


def _unused(client_id: uuid.UUID | None) -> uuid.UUID:
    """The id the browser made, unless it is missing or stands for another answer already."""
    if client_id is None or CheckAnswer.objects.filter(client_id=client_id).exists():
        return uuid.uuid4()
    return client_id


def save_reflection(*, actor: User, unit: EditionUnit, block_id: uuid.UUID, text: str) -> Reflection:
    """Keep a private answer; an empty one clears it. Raises ReflectionTooLong and keeps nothing."""
    if len(text) > REFLECTION_LENGTH:
        raise ReflectionTooLong(len(text))
    with transaction.atomic():
        _touch(actor, unit)
        reflection, _made = Reflection.objects.update_or_create(
            user=actor,
            unit_key=unit.unit_key,
            block_id=block_id,
            defaults={"text": text, "module_key": unit.edition.module_key},
        )
    return reflection


def _touch(actor: User, unit: EditionUnit, *, position: str | None = None) -> tuple[Enrolment, UnitProgress]:
    """The learner was here: their enrolment (made when they had none) and progress, both up to date."""
    enrolment = Enrolment.objects.of(actor).filter(module_key=unit.edition.module_key).readable().first()
    if enrolment is None or enrolment.state == Enrolment.State.ASSIGNED:
        enrolment = enrolments.start(actor=actor, module_key=unit.edition.module_key)
    progress, _made = UnitProgress.objects.get_or_create(
        enrolment=enrolment, unit_key=unit.unit_key, defaults={"language": unit.language}
    )
    if position is not None:
        progress.position = position
        progress.save(update_fields=["position", "seen_at"])
    Enrolment.objects.filter(pk=enrolment.pk).update(last_unit_key=unit.unit_key, last_seen_at=timezone.now())
    return enrolment, progress
