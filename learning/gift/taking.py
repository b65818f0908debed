"""What a question of a GIFT file becomes in the bank. Nothing is left out without a sentence about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from learning.folder.sources import QuestionSource
from learning.gift import notes
from learning.gift.describing import type_of
from learning.gift.marks import bank_words
from learning.gift.model import (
    FULL,
    NONE,
    Body,
    Choices,
    Description,
    Essay,
    Matching,
    Numeric,
    Ordering,
    Question,
    Short,
    Text,
    TrueFalse,
)
from learning.marking.numbers import digits
from learning.question_rules import faults

LONGEST_TITLE = 255
LONGEST_ACCEPTED = 200
CLOSE = Decimal("0.01")
Option = dict[str, Any]


class NotTaken(Exception):
    """The bank can't ask this; the message says why."""


@dataclass
class Taken:
    """A question for the bank, what was left out of it, and which of its fields the file speaks of."""

    source: QuestionSource
    remarks: list[str] = field(default_factory=list)
    said: frozenset[str] = frozenset()


def taken(question: Question, true_and_false: tuple[str, str] = ("True", "False")) -> Taken:
    """The question for the bank; raises NotTaken for what has no place there or can't be answered."""
    remarks: list[str] = []
    source = _source(question, true_and_false, remarks)
    said = {"kind", "stem", "options"}
    said |= {name for name in ("title", "rationale") if getattr(source, name)}
    try:
        said |= notes.apply(question.comments, source)
    except notes.Unreadable as error:
        raise NotTaken(_("The comment “hearth:” can't be read: %(why)s") % {"why": error}) from None
    found = faults(source.kind, source.options)
    if found:
        raise NotTaken(" ".join(found))
    if question.tags:
        remarks.append(_("Tags are not kept: %(tags)s.") % {"tags": ", ".join(question.tags)})
    if not source.rationale:
        remarks.append(_("It has no rationale yet: write one before the module is published."))
    return Taken(source, remarks, frozenset(said))


def _source(question: Question, true_and_false: tuple[str, str], remarks: list[str]) -> QuestionSource:
    reader = _Reader(remarks, true_and_false)
    title = question.name
    if len(title) > LONGEST_TITLE:
        remarks.append(_("The name was cut after %(count)d letters.") % {"count": LONGEST_TITLE})
        title = title[:LONGEST_TITLE]
    return QuestionSource(
        kind=type_of(question.body),
        stem=reader.words(question.stem),
        options=reader.options(question.body),
        rationale=reader.words(question.general),
        line=question.line,
        title=title,
    )


class _Reader:
    """Turns one question's answers into the bank's parts, and says what it leaves out."""

    def __init__(self, remarks: list[str], true_and_false: tuple[str, str]) -> None:
        self.remarks = remarks
        self.true_and_false = true_and_false

    def words(self, text: Text) -> str:
        """With the bank's marks."""
        words, left_out = bank_words(text)
        self.remarks += left_out
        return words

    def options(self, body: Body) -> list[Option]:
        """The parts of the answer."""
        readers: dict[type[Body], Callable[[Any], list[Option]]] = {
            Choices: self._choices,
            TrueFalse: self._true_false,
            Short: self._short,
            Numeric: self._numeric,
            Matching: self._matching,
            Ordering: self._ordering,
            Essay: _essay,
            Description: _description,
        }
        return readers[type(body)](body)

    def _choices(self, body: Choices) -> list[Option]:
        weights = [answer.weight for answer in body.answers]
        if not body.single and sum(weight for weight in weights if weight > 0) >= FULL and min(weights) == NONE:
            self.remarks.append(_("Choosing every answer has the whole mark: give wrong answers a weight below zero."))
        usual = _usual(body.single, weights)
        return [
            {
                "type": "option",
                "text": self.words(answer.text),
                "correct": _is_right(body.single, answer.weight),
                "feedback": self.words(answer.feedback),
                "credit": None if usual(answer.weight) else digits(answer.weight),
            }
            for answer in body.answers
        ]

    def _true_false(self, body: TrueFalse) -> list[Option]:
        return [
            {
                "type": "option",
                "text": text,
                "correct": side is body.is_true,
                "feedback": self.words(body.right if side is body.is_true else body.wrong),
                "credit": None,
            }
            for side, text in zip((True, False), self.true_and_false, strict=True)
        ]

    def _short(self, body: Short) -> list[Option]:
        if any(len(answer.text) > LONGEST_ACCEPTED for answer in body.answers):
            raise NotTaken(_("An accepted answer is longer than %(count)d letters.") % {"count": LONGEST_ACCEPTED})
        if any(answer.text in {"True", "False", "true", "false"} for answer in body.answers):
            self.remarks.append(_("It is read as a short answer: true or false is written TRUE or FALSE."))
        return [
            {
                "type": "accepted",
                "text": " ".join(answer.text.split()),
                "credit": None if answer.weight == FULL else digits(answer.weight),
                "feedback": self.words(answer.feedback),
            }
            for answer in body.answers
        ]

    def _numeric(self, body: Numeric) -> list[Option]:
        found: list[Option] = []
        for answer in body.answers:
            feedback = self.words(answer.feedback)
            if answer.value is not None:
                credit = None if answer.weight == FULL else digits(answer.weight)
                tolerance = digits(answer.tolerance) if answer.tolerance else None
                value = digits(answer.value)
                found.append(
                    {"type": "number", "value": value, "tolerance": tolerance, "credit": credit, "feedback": feedback}
                )
            elif answer.weight > NONE:
                raise NotTaken(_("It gives marks for any number at all."))
            elif feedback:
                self.remarks.append(_("Feedback for any other number was left out: “%(words)s”") % {"words": feedback})
        return found

    def _matching(self, body: Matching) -> list[Option]:
        found: list[Option] = []
        for pair in body.pairs:
            feedback = self.words(pair.feedback)
            if pair.left:
                found.append({"type": "pair", "left": self.words(pair.left), "right": pair.right, "feedback": feedback})
            else:
                found.append({"type": "distractor", "text": pair.right, "feedback": feedback})
        return found

    def _ordering(self, body: Ordering) -> list[Option]:
        asked = [int(word) for word in body.settings.split() if word.isdecimal()]
        if asked and asked[0] < len(body.items):
            self.remarks.append(
                _("Moodle asks for %(count)d of the items; here all are asked for.") % {"count": asked[0]}
            )
        return [{"type": "item", "text": self.words(Text(item)), "feedback": ""} for item in body.items]


def _is_right(single: bool, weight: Decimal) -> bool:
    return weight == FULL if single else weight > NONE


def _usual(single: bool, weights: list[Decimal]) -> Callable[[Decimal], bool]:
    """Whether a weight is what the bank gives anyway: all or nothing, or equal shares, wrong ones taking one away."""
    if single:
        return lambda weight: weight in {FULL, NONE}
    right = [weight for weight in weights if weight > NONE]
    share = FULL / len(right) if right else NONE
    even = bool(right) and all(abs(abs(weight) - share) < CLOSE for weight in weights)
    return lambda _weight: even


def _essay(_body: Essay) -> list[Option]:
    raise NotTaken(_("Essays can't be marked here. Ask it as a reflection in a unit."))


def _description(_body: Description) -> list[Option]:
    raise NotTaken(_("These words have no answers in { }. Put them into a unit."))
