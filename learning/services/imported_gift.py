"""GIFT into the bank: first a plan that says what would happen to each item, then the same plan carried out."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from wagtail.models import Locale

from audit.services import record
from learning.folder.sources import QuestionSource, key_for
from learning.gift import Question as GiftQuestion
from learning.gift import parse
from learning.gift.model import Category, Comment, Problem
from learning.gift.notes import plain_options
from learning.gift.taking import NotTaken, Taken, taken
from learning.models import Question
from learning.models.questions import QuestionKind, QuestionUse
from learning.services.exporting import source_of
from learning.services.imported_questions import options_of, values_of
from learning.services.streams import keep_ids, raw
from people.models import User

RENAMED = {"unit": "unit_number"}


class State(StrEnum):
    """What the bank says to an item."""

    NEW = "new"
    SAME = "same"
    DIFFERENT = "different"
    REPEATED = "repeated"


WORDS = {
    State.NEW: gettext_lazy("New"),
    State.SAME: gettext_lazy("There already"),
    State.DIFFERENT: gettext_lazy("There in other words"),
    State.REPEATED: gettext_lazy("Twice in the file"),
}


@dataclass
class Step:
    """One question of the file, and the bank's row for it."""

    question: GiftQuestion
    taken: Taken
    state: State
    key: uuid.UUID
    row: Question | None = None

    @property
    def kind(self) -> str:
        """The kind of question, in words."""
        return str(QuestionKind(self.taken.source.kind).label)

    @property
    def word(self) -> str:
        """What the bank says to it."""
        return str(WORDS[self.state])


@dataclass
class Plan:
    """What a file says, and what would become of it in one module and language."""

    steps: list[Step] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    categories: tuple[Category, ...] = ()
    comments: tuple[Comment, ...] = ()

    def count(self, *states: State) -> int:
        """How many questions are in one of these states."""
        return sum(step.state in states for step in self.steps)

    @property
    def new(self) -> int:
        """Questions that the bank lacks."""
        return self.count(State.NEW)

    @property
    def different(self) -> int:
        """Questions that the bank has in other words."""
        return self.count(State.DIFFERENT)

    @property
    def there(self) -> int:
        """Questions that the bank has already, or that the file has twice."""
        return self.count(State.SAME, State.REPEATED)


def plan(*, text: str, module_key: uuid.UUID, locale: Locale, use: str = QuestionUse.FINAL) -> Plan:
    """Read the text and compare it with the bank; nothing is stored."""
    gift = parse(text)
    found = Plan(problems=list(gift.problems), categories=gift.categories, comments=gift.comments)
    matcher = _Matcher(module_key, locale)
    words = true_and_false(locale)
    for question in gift.questions:
        try:
            item = taken(question, words)
        except NotTaken as reason:
            found.problems.append(
                Problem(str(reason), question.line, question.stem.text[:200], question.line, question.last_line)
            )
            continue
        if "use" not in item.said:
            item.source.use = use
        found.steps.append(matcher.step(question, item))
    found.problems.sort(key=lambda problem: problem.line)
    return found


def true_and_false(locale: Locale) -> tuple[str, str]:
    """What the two answers of a statement are called in this language."""
    with override(locale.language_code):
        return _("True"), _("False")


@transaction.atomic
def import_gift(
    *,
    actor: User | None,
    text: str,
    module_key: uuid.UUID,
    locale: Locale,
    use: str = QuestionUse.FINAL,
    replace: bool = False,
    dry_run: bool = False,
) -> Plan:
    """Store the questions that the bank lacks, and with `replace` change those it has in other words."""
    found = plan(text=text, module_key=module_key, locale=locale, use=use)
    wanted = {State.NEW, State.DIFFERENT} if replace else {State.NEW}
    steps = [step for step in found.steps if step.state in wanted]
    if dry_run or not steps:
        return found
    positions = _last_positions(module_key, locale)
    rows = [_store(actor, step, module_key, locale, positions) for step in steps]
    record(actor=actor, action="learning.questions_imported", records=[("learning.module", str(module_key)), *rows])
    return found


def _last_positions(module_key: uuid.UUID, locale: Locale) -> dict[str, int]:
    rows = Question.objects.filter(module_key=module_key, locale=locale)
    return {row["use"]: row["last"] for row in rows.values("use").order_by("use").annotate(last=Max("position"))}


def _store(
    actor: User | None, step: Step, module_key: uuid.UUID, locale: Locale, positions: dict[str, int]
) -> Question:
    source = step.taken.source
    said = {RENAMED.get(name, name) for name in step.taken.said}
    question = step.row or Question(module_key=module_key, locale=locale, translation_key=step.key)
    if step.row is None and "position" not in said:
        source.position = positions[source.use] = positions.get(source.use, 0) + 1
    for name, value in values_of(source).items():
        if step.row is None or name in said:
            setattr(question, name, value)
    old = raw(question.options) if step.row else []
    question.options = json.dumps(keep_ids(options_of(source, question.translation_key), old))
    question.save()
    question.save_revision(user=actor, clean=False)  # the rationale may come later
    return question


class _Matcher:
    """Finds each question's row: by its id, by the place an earlier import gave it, or by its words."""

    def __init__(self, module_key: uuid.UUID, locale: Locale) -> None:
        self.module_key = module_key
        self.locale = locale
        rows = list(Question.objects.filter(module_key=module_key, locale=locale))
        self.by_key = {row.translation_key: row for row in rows}
        self.by_words: dict[tuple[str, str], list[Question]] = {}
        for row in rows:
            self.by_words.setdefault((row.kind, row.stem), []).append(row)
        self.taken: set[int] = set()
        self.seen: set[str] = set()
        self.keys: set[uuid.UUID] = set()

    def step(self, question: GiftQuestion, item: Taken) -> Step:
        """What becomes of one question."""
        words = json.dumps(_words(item.source, {"kind", "stem", "options", "title", "rationale"}), sort_keys=True)
        key = self._key(question, item.source)
        if key in self.keys or (words in self.seen and not question.idnumber):
            return Step(question, item, State.REPEATED, key)
        self.seen.add(words)
        self.keys.add(key)
        row = self._row(key, item)
        if row is None:
            return Step(question, item, State.NEW, key)
        self.taken.add(row.pk)
        return Step(question, item, State.SAME if _same(row, item) else State.DIFFERENT, row.translation_key, row)

    def _row(self, key: uuid.UUID, item: Taken) -> Question | None:
        own = self.by_key.get(key)
        if own is not None and own.pk not in self.taken:
            return own
        alike = self.by_words.get((item.source.kind, item.source.stem), [])
        free = [row for row in alike if row.pk not in self.taken]
        return next((row for row in free if _same(row, item)), free[0] if free else None)

    def _key(self, question: GiftQuestion, source: QuestionSource) -> uuid.UUID:
        place = (question.idnumber,) if question.idnumber else (source.kind, source.title, source.stem)
        own = key_for(self.module_key, "gift", *place)
        try:
            key = uuid.UUID(question.idnumber)
        except ValueError:
            return own
        elsewhere = Question.objects.filter(translation_key=key, locale=self.locale).exclude(module_key=self.module_key)
        return own if key not in self.by_key and elsewhere.exists() else key


def _same(row: Question, item: Taken) -> bool:
    """The row says all that the file says."""
    said = set(item.said)
    return _words(source_of(row), said) == _words(item.source, said)


def _words(source: QuestionSource, names: set[str]) -> dict[str, Any]:
    found = {name: getattr(source, name) for name in names}
    return found | ({"options": plain_options(source.options)} if "options" in names else {})
