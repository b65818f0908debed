"""A question of the bank as GIFT: for Moodle as near as GIFT comes, and the rest in a comment for Hearth."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from learning.folder.sources import QuestionSource
from learning.gift import notes
from learning.gift.marks import html, is_rich
from learning.gift.model import (
    FULL,
    NONE,
    NOTHING,
    Accepted,
    Body,
    Choice,
    Choices,
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
from learning.gift.parser import parse
from learning.gift.taking import NotTaken, taken
from learning.gift.writer import write

PLACES = Decimal("0.00001")
Option = dict[str, Any]


def given(source: QuestionSource, key: uuid.UUID, true_and_false: tuple[str, str] = ("True", "False")) -> Question:
    """The question with its key; reading it again gives the same, down to its place in the bank."""
    texts = [source.stem, source.rationale, *(str(value) for option in source.options for value in option.values())]
    writer = _Writer(html if any(map(is_rich, texts)) else Text, true_and_false)
    bare = Question(
        stem=writer.draw(source.stem),
        body=writer.body(source.kind, source.options),
        name=" ".join(source.title.split()),
        general=NOTHING if source.kind == "ordering" else writer.feedback(source.rationale),
        comments=(f"[id:{key}]",),
    )
    note = notes.difference(source, _read_again(bare, true_and_false))
    return replace(bare, comments=(*bare.comments, note)) if note else bare


def _read_again(question: Question, true_and_false: tuple[str, str]) -> QuestionSource:
    """What would come back without a comment."""
    found = parse(write([question])).questions
    try:
        return taken(found[0], true_and_false).source
    except (IndexError, NotTaken):
        return QuestionSource("", "", [], "", 0)


class _Writer:
    """One question's answers, all in one format."""

    def __init__(self, draw: Callable[[str], Text], true_and_false: tuple[str, str]) -> None:
        self.draw = draw
        self.true_and_false = true_and_false

    def feedback(self, words: str) -> Text:
        """No words have no format."""
        return self.draw(words) if words else NOTHING

    def body(self, kind: str, options: list[Option]) -> Body:
        """The answers of a question of this kind."""
        makers: dict[str, Callable[[list[Option]], Body]] = {
            "single": partial(self._choices, True, FULL, NONE),
            "multiple": self._multiple,
            "truefalse": self._true_false,
            "matching": lambda parts: Matching(tuple(map(self._pair, parts))),
            "ordering": _ordering,
            "numeric": lambda parts: Numeric(tuple(map(self._number, parts))),
            "short": lambda parts: Short(tuple(map(self._accepted, parts))),
        }
        return makers[kind](options)

    def _multiple(self, options: list[Option]) -> Body:
        share = (FULL / max(1, sum(bool(option["correct"]) for option in options))).quantize(PLACES)
        return self._choices(False, share, -share, options)

    def _choices(self, single: bool, right: Decimal, wrong: Decimal, options: list[Option]) -> Choices:
        return Choices(
            single,
            tuple(
                Choice(
                    self.draw(option["text"]),
                    _worth(option, right if option["correct"] else wrong),
                    self.feedback(option["feedback"]),
                )
                for option in options
            ),
        )

    def _true_false(self, options: list[Option]) -> Body:
        if tuple(option["text"] for option in options) != self.true_and_false:
            return self._choices(True, FULL, NONE, options)
        true, false = options
        right, wrong = (true, false) if true["correct"] else (false, true)
        return TrueFalse(bool(true["correct"]), self.feedback(wrong["feedback"]), self.feedback(right["feedback"]))

    def _pair(self, option: Option) -> Pair:
        if option["type"] == "pair":
            return Pair(self.draw(option["left"]), _one_line(option["right"]))
        return Pair(NOTHING, _one_line(option["text"]))

    def _number(self, option: Option) -> Number:
        tolerance = Decimal(option.get("tolerance") or 0)
        return Number(Decimal(option["value"]), tolerance, _worth(option, FULL), self.feedback(option["feedback"]))

    def _accepted(self, option: Option) -> Accepted:
        return Accepted(option["text"], _worth(option, FULL), self.feedback(option["feedback"]))


def _ordering(options: list[Option]) -> Body:
    settings = f"{len(options)} ALL VERTICAL ABSOLUTE_POSITION SHOW"
    return Ordering(tuple(_one_line(option["text"]) for option in options), settings)


def _worth(option: Option, usual: Decimal) -> Decimal:
    return usual if option.get("credit") is None else Decimal(option["credit"])


def _one_line(text: str) -> str:
    """Moodle's menus have no marks and no lines."""
    return " ".join(text.split())
