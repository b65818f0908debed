"""Tells what was read in plain values, as `import_questions --json` prints it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from learning.gift.model import (
    Accepted,
    Body,
    Category,
    Choice,
    Choices,
    Description,
    Essay,
    Matching,
    Number,
    Numeric,
    Ordering,
    Pair,
    Problem,
    Question,
    Short,
    Text,
    TrueFalse,
)

Facts = dict[str, Any]
TYPES: dict[type[Body], str] = {
    TrueFalse: "truefalse",
    Short: "short",
    Numeric: "numeric",
    Matching: "matching",
    Ordering: "ordering",
    Essay: "essay",
    Description: "description",
}


def type_of(body: Body) -> str:
    """The bank's name for the kind; `essay` and `description` have no place in it."""
    if isinstance(body, Choices):
        return "single" if body.single else "multiple"
    return TYPES[type(body)]


def question_facts(question: Question) -> Facts:
    """One question. A text's format is told where it is not the question's."""
    form = question.stem.format
    facts = {
        "line": question.line,
        "title": question.name,
        "type": type_of(question.body),
        "stem": question.stem.text,
        "format": form,
        "answers": _answers(question.body, form),
        "general_feedback": _text("text", question.general, form) if question.general else {},
        "category": question.category,
        "id": question.idnumber,
        "tags": list(question.tags),
        "comments": list(question.comments),
    }
    if isinstance(question.body, Ordering) and question.body.settings:
        facts["settings"] = question.body.settings
    return facts


def problem_facts(problem: Problem) -> Facts:
    """One item that can't be read."""
    return {"line": problem.line, "reason": problem.reason, "text": problem.excerpt}


def category_facts(category: Category) -> Facts:
    """Where a category begins."""
    return {"line": category.line, "path": category.path}


def _answers(body: Body, form: str) -> list[Facts]:
    match body:
        case Choices() | Short() | Numeric():
            return [_answer(answer, form) for answer in body.answers]
        case TrueFalse():
            sides = (
                (True, body.right if body.is_true else body.wrong),
                (False, body.wrong if body.is_true else body.right),
            )
            return [
                {"text": "true" if side else "false", "weight": 100 if side is body.is_true else 0}
                | _feedback(feedback, form)
                for side, feedback in sides
            ]
        case Matching():
            return [_pair(pair, form) for pair in body.pairs]
        case Ordering():
            return [{"text": item} for item in body.items]
    return []


def _answer(answer: Choice | Accepted | Number, form: str) -> Facts:
    match answer:
        case Number():
            value = None if answer.value is None else _number(answer.value)
            said: Facts = {"value": value, "tolerance": _number(answer.tolerance)}
        case Accepted():
            said = {"text": answer.text}
        case _:
            said = _text("text", answer.text, form)
    return said | {"weight": _number(answer.weight)} | _feedback(answer.feedback, form) | {"line": answer.line}


def _pair(pair: Pair, form: str) -> Facts:
    return _text("left", pair.left, form) | {"right": pair.right} | _feedback(pair.feedback, form) | {"line": pair.line}


def _feedback(feedback: Text, form: str) -> Facts:
    said = {"feedback": feedback.text}
    return said | {"feedback_format": feedback.format} if feedback and feedback.format != form else said


def _text(name: str, text: Text, form: str) -> Facts:
    return {name: text.text} | ({"format": text.format} if text.text and text.format != form else {})


def _number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
