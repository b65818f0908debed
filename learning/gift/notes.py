"""What GIFT has no words for, as JSON in a comment: `// hearth: {"use": "check", "unit": 3}`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from learning.folder.questions import FIELDS
from learning.folder.sources import QuestionSource
from learning.marking.numbers import digits
from learning.question_rules import PARTS

MARK = "hearth:"
WORDS = ("title", "stem", "rationale", "unit_of_answer")
NUMBERS = ("unit", "outcome", "position")
LARGEST = 30_000
LONGEST = {"title": 255, "unit_of_answer": 40}
DECIMALS = frozenset({"value", "tolerance", "credit"})
KEPT = ("kind", "use", *NUMBERS, *WORDS)


class Unreadable(ValueError):
    """The comment is not what an export writes."""


def difference(own: QuestionSource, other: QuestionSource) -> str:
    """The comment's words for what `other` lacks; none where both are the same."""
    values = {name: getattr(own, name) for name in KEPT if getattr(own, name) != getattr(other, name)}
    options = plain_options(own.options)
    if options != plain_options(other.options):
        values["options"] = options
    return f"{MARK} {json.dumps(values, ensure_ascii=False)}" if values else ""


def plain_options(options: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What an author says of each part, without ids."""
    return [
        {"type": option["type"]} | {name: option.get(name) for name in FIELDS[option["type"]]} for option in options
    ]


def apply(comments: Iterable[str], source: QuestionSource) -> set[str]:
    """Put what the comment says into the question; return the names of what it speaks of."""
    said: set[str] = set()
    for comment in comments:
        if comment.startswith(MARK):
            for name, value in _values(comment.removeprefix(MARK)).items():
                setattr(source, name, _checked(name, value))
                said.add(name)
    return said


def _values(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(str(error)[:80]) from None
    if not isinstance(found, dict):
        raise Unreadable("{…}")
    return found


def _checked(name: str, value: Any) -> Any:
    if name == "options" and isinstance(value, list):
        return [_option(option) for option in value]
    is_right = {
        "kind": lambda: value in PARTS,
        "use": lambda: value in ("check", "final"),
        **{word: lambda: _is_text(value, LONGEST.get(name, LARGEST)) for word in WORDS},
        **{number: lambda: _is_number(name, value) for number in NUMBERS},
    }.get(name)
    if is_right is None or not is_right():
        raise Unreadable(name)
    return value


def _is_text(value: Any, longest: int) -> bool:
    return isinstance(value, str) and len(value) <= longest and "\0" not in value


def _is_number(name: str, value: Any) -> bool:
    if value is None:
        return name != "position"
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST


def _option(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or value.get("type") not in FIELDS:
        raise Unreadable("options")
    return {"type": value["type"]} | {name: _part(name, value.get(name)) for name in FIELDS[value["type"]]}


def _part(name: str, value: Any) -> Any:
    if name in DECIMALS:
        return _decimal(value)
    if name == "correct":
        return value is True
    if not _is_text(value, LARGEST):
        raise Unreadable(name)
    return value


def _decimal(value: Any) -> str | None:
    if value is None:
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise Unreadable(str(value)[:20]) from None
    if not number.is_finite() or abs(number.adjusted()) > LONGEST["unit_of_answer"]:
        raise Unreadable(str(value)[:20])
    return digits(number)
