"""Question statistics: each sent check is added up at once, and everything can be added up again from the attempts.

A person counts once for each wording of a question: with their first answer to it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from learning import marking
from learning.item_statistics import WITH_OPTIONS, rests, wording
from learning.models import Attempt, ItemTally
from learning.models.item_tallies import SUMS

CHUNK = 500
Key = tuple[str, str, str]


class Sums:
    """Tallies by question, language and wording; as many as there are wordings, however many attempts."""

    def __init__(self, known: Iterable[ItemTally] = ()) -> None:
        self.rows: dict[Key, ItemTally] = {(str(row.question_key), row.language, row.wording): row for row in known}

    def add(self, attempt: dict[str, Any], seen: set[Key]) -> None:
        """One sent attempt; wordings its person has `seen` before don't count, and those of this one are now seen."""
        questions, answers = attempt["questions"], attempt["answers"]
        chosen = [answers.get(question["key"], []) for question in questions]
        credits = [marking.credit(q["kind"], q, answer) for q, answer in zip(questions, chosen, strict=True)]
        for question, answer, credit, rest in zip(questions, chosen, credits, rests(credits), strict=True):
            key = (question["key"], attempt["language"], wording(question))
            if key in seen:
                continue
            seen.add(key)
            row = self.rows.get(key) or self._new(key, question, attempt)
            tally = row.tally
            tally.add(credit, rest, answer if question["kind"] in WITH_OPTIONS else ())
            row.tally = tally
            row.edition_number = max(row.edition_number, attempt["enrolment__edition__number"])
            row.last_at = max(row.last_at, attempt["submitted_at"])

    def _new(self, key: Key, question: dict[str, Any], attempt: dict[str, Any]) -> ItemTally:
        shown = [{name: option.get(name) for name in ("id", "text", "correct")} for option in question["options"]]
        row = self.rows[key] = ItemTally(
            module_key=attempt["enrolment__module_key"],
            question_key=uuid.UUID(key[0]),
            language=key[1],
            wording=key[2],
            kind=question["kind"],
            content={"stem": question["stem"], "options": shown if question["kind"] in WITH_OPTIONS else []},
            edition_number=attempt["enrolment__edition__number"],
            last_at=attempt["submitted_at"],
        )
        return row


FACTS = (
    "pk",
    "enrolment__user_id",
    "enrolment__module_key",
    "enrolment__edition__number",
    "language",
    "submitted_at",
    "questions",
    "answers",
)


def count_in(attempt: Attempt) -> None:
    """Add an attempt that was just sent, in the caller's transaction: four statements at most."""
    enrolment = attempt.enrolment
    sent = Attempt.objects.filter(submitted_at__isnull=False, enrolment__module_key=enrolment.module_key)
    before = sent.filter(enrolment__user_id=enrolment.user_id).exclude(pk=attempt.pk)
    seen = {
        (question["key"], language, wording(question))
        for questions, language in before.values_list("questions", "language")
        for question in questions
    }
    keys = [question["key"] for question in attempt.questions]
    locked = ItemTally.objects.select_for_update().filter(question_key__in=keys, language=attempt.language)
    sums = Sums(locked.order_by("pk"))
    facts = (attempt.pk, enrolment.user_id, enrolment.module_key, enrolment.edition.number)
    rest = (attempt.language, attempt.submitted_at, attempt.questions, attempt.answers)
    sums.add(dict(zip(FACTS, facts + rest, strict=True)), seen)
    _save(row for key, row in sums.rows.items() if key[0] in keys)


def rebuild(*, module_key: uuid.UUID | None = None) -> tuple[int, int]:
    """Add up all sent attempts (of one module) afresh; how many attempts and wordings. Reads them as a stream."""
    with transaction.atomic():
        only = {"module_key": module_key} if module_key else {}
        ItemTally.objects.filter(**only).delete()
        attempts = Attempt.objects.filter(submitted_at__isnull=False)
        if module_key:
            attempts = attempts.filter(enrolment__module_key=module_key)
        ordered = attempts.order_by("enrolment__user_id", "submitted_at", "pk")
        sums, person, seen, count = Sums(), None, set[Key](), 0
        for attempt in ordered.values(*FACTS).iterator(chunk_size=CHUNK):
            if attempt["enrolment__user_id"] != person:
                person, seen = attempt["enrolment__user_id"], set()
            sums.add(attempt, seen)
            count += 1
        _save(sums.rows.values())
    return count, len(sums.rows)


def _save(rows: Iterable[ItemTally]) -> None:
    found = list(rows)
    new, old = [row for row in found if row.pk is None], [row for row in found if row.pk]
    if new:
        ItemTally.objects.bulk_create(new, batch_size=CHUNK)
    if old:
        ItemTally.objects.bulk_update(old, [*SUMS, "edition_number", "last_at"])
