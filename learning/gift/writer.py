"""Writes GIFT that reads back as the same questions, here and in Moodle."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from learning.gift.model import (
    FULL,
    NONE,
    Accepted,
    Body,
    Choice,
    Choices,
    Description,
    Essay,
    Matching,
    Number,
    Numeric,
    Ordering,
    Pair,
    Question,
    Short,
    Text,
    TrueFalse,
)
from learning.gift.scanner import BLANK
from learning.gift.texts import escaped, without_arrows
from learning.gift.texts import write as text_of


def write(questions: Iterable[Question]) -> str:
    """A file with these questions, in this order; a category is named where it changes."""
    parts = []
    category = ""
    for question in questions:
        if question.category != category:
            category = question.category
            parts.append(f"$CATEGORY: {category}".rstrip(BLANK))
        parts.append(_item(question))
    return "\n\n".join(parts) + "\n" if parts else ""


def _item(question: Question) -> str:
    form = question.stem.format
    comments = "".join(f"// {comment}".rstrip(BLANK) + "\n" for comment in question.comments)
    name = f"::{escaped(question.name)}::" if question.name else ""
    return comments + name + text_of(question.stem) + _block(question.body, question.general, form)


def _block(body: Body, general: Text, form: str) -> str:
    last = f"####{text_of(general, form)}" if general else ""
    if isinstance(body, Description):
        return ""
    if isinstance(body, Essay):
        return f"{{{last}}}"
    if isinstance(body, TrueFalse):
        return "{" + _verdicts(body, form) + last + "}"
    start, answers = _answers(body, form)
    return "\n\t".join([start, *answers, *filter(None, [last])]) + "\n}"


def _answers(body: Choices | Short | Numeric | Matching | Ordering, form: str) -> tuple[str, list[str]]:
    match body:
        case Choices():
            return "{", [_choice(answer, body.single, form) for answer in body.answers]
        case Short():
            return "{", [_accepted(answer, form) for answer in body.answers]
        case Numeric():
            return "{#", [_number(answer, form) for answer in body.answers]
        case Matching():
            return "{", [_pair(pair, form) for pair in body.pairs]
    return f"{{>{body.settings}", [text_of(Text(item)) for item in body.items]


def _verdicts(body: TrueFalse, form: str) -> str:
    wrong, right = (_reason(feedback, form, always=bool(body.right)) for feedback in (body.wrong, body.right))
    return ("TRUE" if body.is_true else "FALSE") + wrong + right


def _reason(feedback: Text, form: str, *, always: bool = False) -> str:
    return f"#{text_of(feedback, form)}" if feedback or always else ""


def _choice(answer: Choice, single: bool, form: str) -> str:
    mark = "=" if single and answer.weight == FULL else "~"
    weight = f"%{plain(answer.weight)}%" if mark == "~" and answer.weight != NONE else ""
    return mark + weight + text_of(answer.text, form) + _reason(answer.feedback, form)


def _accepted(answer: Accepted, form: str) -> str:
    weight = f"%{plain(answer.weight)}%"
    return f"={weight}{without_arrows(text_of(Text(answer.text, form), form))}{_reason(answer.feedback, form)}"


def _number(answer: Number, form: str) -> str:
    value = "*" if answer.value is None else plain(answer.value)
    tolerance = "" if answer.value is None else f":{plain(answer.tolerance)}"
    return f"=%{plain(answer.weight)}%{value}{tolerance}{_reason(answer.feedback, form)}"


def _pair(pair: Pair, form: str) -> str:
    left = without_arrows(text_of(pair.left, form))
    return f"={left} -> {escaped(pair.right)}{_reason(pair.feedback, form)}"


def plain(number: Decimal) -> str:
    """Without an exponent and without noughts at the end."""
    shown = f"{number:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown
