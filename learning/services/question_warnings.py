"""Warnings about questions: what gives the answer away, and what asks in a way that trips people up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from learning.marking.words import plain
from learning.models import Question
from learning.services.content_checks import Finding
from learning.services.drafts import DraftModule

LONGEST_SHARE = 0.4
SAME_PLACE_SHARE = 0.5
SAME_VERDICT_SHARE = 0.75
FEWEST_TO_JUDGE = 5
ALL_OR_NONE = re.compile(
    r"\b(all|none|any) of the (above|answers|these)\b|\b(pob un|dim un) o'r (uchod|rhain)\b", re.IGNORECASE
)
NEGATIVE = re.compile(
    r"\b(not|except|never)\b\s*(\?|true|correct|right)|\b(NOT|EXCEPT|NID|HEBLAW)\b"
    r"|(?i:\bwhich\b(?: one)?(?: of (?:the|these)\b[^.?!]*?)?(?: (?:is|are|was|were|does|do|would|should|could|can))?"
    r"(?: not\b|n['’]t\b)|\b(?:heblaw am|pa un nad|pa rai nad)\b)"
)
MARKS = re.compile(r"[^\w\s]")


def question_warnings(draft: DraftModule) -> Iterator[Finding]:
    """About the bank as a whole, then question by question."""
    yield from _longest(draft)
    yield from _places(draft)
    yield from _verdicts(draft)
    for question in draft.questions:
        for message in _of_one(question):
            text = _("Question “%(question)s”: %(problem)s") % {"question": question, "problem": message}
            yield Finding(text, draft.language, question_id=question.pk)


def _of_kind(draft: DraftModule, *kinds: str) -> list[Question]:
    """Too few say nothing about a habit."""
    found = [question for question in draft.questions if question.kind in kinds]
    return found if len(found) >= FEWEST_TO_JUDGE else []


def _longest(draft: DraftModule) -> Iterator[Finding]:
    choices = _of_kind(draft, "single", "multiple")
    longest = [question for question in choices if _right_is_longest(question)]
    if len(longest) > LONGEST_SHARE * len(choices):
        text = _("The right answer is the longest in %(count)d of %(all)d questions: learners will notice.")
        values = {"count": len(longest), "all": len(choices)}
        yield Finding(text % values, draft.language, question_id=longest[0].pk)


def _right_is_longest(question: Question) -> bool:
    """Every right answer is longer than every wrong one."""
    right = [len(option.value["text"]) for option in question.options if option.value["correct"]]
    wrong = [len(option.value["text"]) for option in question.options if not option.value["correct"]]
    return bool(right and wrong) and min(right) > max(wrong)


def _places(draft: DraftModule) -> Iterator[Finding]:
    singles = _of_kind(draft, "single")
    places = Counter(_right_place(question) for question in singles)
    for place, count in places.most_common(1):
        if count > SAME_PLACE_SHARE * len(singles):
            text = _("The right answer stands at place %(place)d in %(count)d of %(all)d questions.")
            values = {"place": place, "count": count, "all": len(singles)}
            yield Finding(text % values, draft.language, question_id=singles[0].pk)


def _right_place(question: Question) -> int:
    places = [place for place, option in enumerate(question.options, start=1) if option.value["correct"]]
    return places[0] if places else 0


def _verdicts(draft: DraftModule) -> Iterator[Finding]:
    """True or false has two places only, so what counts is what is right again and again."""
    asked = _of_kind(draft, "truefalse")
    right = Counter(option.value["text"].strip() for q in asked for option in q.options if option.value["correct"])
    for answer, count in right.most_common(1):
        if count > SAME_VERDICT_SHARE * len(asked):
            text = _("“%(answer)s” is right in %(count)d of %(all)d questions: learners will notice.")
            values = {"answer": answer, "count": count, "all": len(asked)}
            yield Finding(text % values, draft.language, question_id=asked[0].pk)


def _of_one(question: Question) -> Iterator[str]:
    options = question.content["options"]
    if any(ALL_OR_NONE.search(text) for option in options for text in _texts(option)):
        yield _("“all of the above” or “none of the above” is an answer.")
    if NEGATIVE.search(question.stem):
        yield _("it asks what is not so; ask what is.")
    if question.kind in {"single", "multiple"} and any(_tempts_unsaid(option) for option in options):
        yield _("a wrong answer has no feedback saying why it tempts.")
    if question.kind == "short" and any(_stands_in(option, question.stem) for option in options):
        yield _("an accepted answer stands in the question itself.")


def _texts(option: dict[str, Any]) -> list[str]:
    return [str(option.get(name, "")) for name in ("text", "left", "right")]


def _tempts_unsaid(option: dict[str, Any]) -> bool:
    return not option["correct"] and not option["feedback"].strip()


def _stands_in(option: dict[str, Any], stem: str) -> bool:
    """As whole words, however they are written; a star says that it is only part of an answer."""
    wanted, asked = plain(option["text"]), plain(MARKS.sub(" ", stem))
    return bool(wanted) and "*" not in wanted and f" {wanted} " in f" {asked} "
