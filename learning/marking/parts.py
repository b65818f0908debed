"""What the kinds of question share: answers, what they may lack, and how a marked answer is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

Content = Mapping[str, Any]
Option = Mapping[str, Any]


class NotAnAnswer(ValueError):
    """What was sent can't be an answer to this question."""


class Lack(Enum):
    """Why an answer can't be marked yet."""

    NOTHING = "nothing"  # no answer at all
    PART = "part"  # a pair or an item without an answer
    TWICE = "twice"  # two items in one place
    NUMBER = "number"  # not a number


@dataclass(frozen=True)
class MarkedOption:
    """A part of the answer as shown after answering: an option, a pair, an item in its place, or what was typed.

    `said` and `right` are what was given to the part and what belongs to it, where that is more than chosen or not.
    """

    text: str
    feedback: str
    correct: bool
    chosen: bool
    said: str = ""
    right: str = ""


class Rules(Protocol):
    """How one kind of question is answered and marked."""

    def checked(self, content: Content, chosen: list[str]) -> list[str]:
        """The stored form of the answer, or NotAnAnswer."""

    def credit(self, content: Content, chosen: list[str]) -> float:
        """The share that is right, of a non-empty answer."""

    def lack(self, content: Content, chosen: list[str]) -> Lack | None:
        """What a non-empty answer still lacks."""

    def marked(self, content: Content, chosen: list[str]) -> list[MarkedOption]:
        """Every part with what to say about it."""


def options_of(content: Content, *types: str) -> list[Option]:
    """The parts of these types, in the author's order; parts of older editions are plain options."""
    return [option for option in content["options"] if option.get("type", "option") in types]


def worth(option: Option, usual: float) -> float:
    """What the author says the part is worth, from -1 to 1; else the usual."""
    credit = option.get("credit")
    return usual if credit is None or credit == "" else float(credit) / 100
