"""Marking: pure rules over an option list and what was chosen. Nothing here knows a person or a database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Content = Mapping[str, Any]


class NotAnAnswer(ValueError):
    """What was sent can't be an answer to this question."""


@dataclass(frozen=True)
class MarkedOption:
    """An option as shown after answering."""

    text: str
    feedback: str
    correct: bool
    chosen: bool


def checked(kind: str, content: Content, chosen: Iterable[str]) -> list[str]:
    """The chosen option ids, in the question's order; raises NotAnAnswer for unknown ids, or two where one is asked."""
    wanted = set(chosen)
    known = [option["id"] for option in content["options"]]
    if not wanted <= set(known):
        raise NotAnAnswer("unknown option")
    if kind != "multiple" and len(wanted) > 1:
        raise NotAnAnswer("more than one option")
    return [option_id for option_id in known if option_id in wanted]


def is_right(content: Content, chosen: Iterable[str]) -> bool:
    """Right when exactly the right options are chosen; nothing chosen is never right."""
    right = {option["id"] for option in content["options"] if option["correct"]}
    return bool(right) and set(chosen) == right


def marked_options(content: Content, chosen: Iterable[str]) -> list[MarkedOption]:
    """Every option with what to say about it."""
    picked = set(chosen)
    return [
        MarkedOption(option["text"], option["feedback"], bool(option["correct"]), option["id"] in picked)
        for option in content["options"]
    ]


def per_cent(right: int, asked: int) -> int:
    """The score, rounded down, so that nobody passes by rounding."""
    return right * 100 // asked if asked else 0
