"""Marking: pure rules over a question's content and what was answered. Nothing here knows a person or a database.

How each kind is marked is written for people in docs/reference/marking.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from learning.marking import choices, matching, ordering, typed
from learning.marking.parts import Content, Lack, MarkedOption, NotAnAnswer, Rules
from learning.marking.solved import right_answer

__all__ = [
    "Content",
    "Lack",
    "MarkedOption",
    "NotAnAnswer",
    "checked",
    "credit",
    "is_right",
    "lack",
    "marked_options",
    "per_cent",
    "right_answer",
    "told",
]

RULES: Mapping[str, Rules] = {
    "single": choices.One(),
    "truefalse": choices.One(),
    "multiple": choices.Several(),
    "matching": matching.Matching(),
    "ordering": ordering.Ordering(),
    "numeric": typed.Numeric(),
    "short": typed.Short(),
}
NEARLY_ALL = 0.9999  # three thirds written as 33.33 per cent are all of it


def checked(kind: str, content: Content, chosen: Iterable[str]) -> list[str]:
    """The answer as it is stored: option ids; `left=right` pairs; item ids in order; or the one text typed.

    An ordering that is not finished keeps `item=place`. Raises NotAnAnswer for what the question's form can't send.
    """
    return RULES[kind].checked(content, list(chosen))


def credit(kind: str, content: Content, chosen: Iterable[str]) -> float:
    """How much of the question is right, from 0 to 1; nothing answered is 0."""
    answer = list(chosen)
    found = RULES[kind].credit(content, answer) if answer else 0.0
    return 1.0 if found >= NEARLY_ALL else max(0.0, found)


def is_right(kind: str, content: Content, chosen: Iterable[str]) -> bool:
    """Right means full credit."""
    return credit(kind, content, chosen) == 1.0


def lack(kind: str, content: Content, chosen: Iterable[str]) -> Lack | None:
    """What is still missing before the answer can be marked; None when it can."""
    answer = list(chosen)
    return RULES[kind].lack(content, answer) if answer else Lack.NOTHING


def marked_options(kind: str, content: Content, chosen: Iterable[str]) -> list[MarkedOption]:
    """Every part of the answer with what to say about it."""
    return RULES[kind].marked(content, list(chosen))


def told(kind: str, content: Content, chosen: Iterable[str]) -> list[MarkedOption]:
    """The parts worth telling once the right answer may be said: what was chosen, and what is right."""
    return [part for part in marked_options(kind, content, chosen) if part.chosen or part.correct or part.right]


def per_cent(credits: float, asked: int) -> int:
    """The score, rounded down, so that nobody passes by rounding; the millionth takes out what floats add or lose."""
    return int(round(credits * 100 / asked, 6)) if asked else 0
