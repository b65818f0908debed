"""What the grammar finds in an item, before it is known what kind of question it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lark import Token, Transformer

Ends = tuple[Token | None, Token | None, Token | None]


@dataclass(slots=True)
class RawChoice:
    """One answer of a block with `=` and `~`; `row` is its line in the item."""

    mark: str
    weight: str | None
    words: str
    arrow: str
    feedback: str | None
    row: int


@dataclass(slots=True)
class RawNumber:
    """One number: its weight, and (value, tolerance, other end). No value stands for any other number."""

    weight: str | None
    ends: Ends
    feedback: str | None
    row: int


@dataclass(slots=True)
class RawBlock:
    """What stands between the braces, and the line where it begins."""

    kind: str
    parts: list[Any]
    general: str | None
    row: int


@dataclass(slots=True)
class RawItem:
    """A whole item."""

    name: str | None
    stem: str | None
    block: RawBlock | None
    tail: str | None


class Nodes(Transformer[Token, Any]):
    """Called by the parser for each rule of the grammar."""

    def start(self, children: list[Any]) -> RawItem:
        return RawItem(*children)

    def block(self, children: list[Any]) -> RawBlock:
        brace, answers, general = children
        kind, parts = answers or ("essay", [])
        return RawBlock(kind, parts, general, brace.line)

    def truefalse(self, children: list[Any]) -> tuple[str, list[Any]]:
        return "truefalse", children

    def numeric(self, children: list[Any]) -> tuple[str, list[Any]]:
        return "numeric", [part for part in children if isinstance(part, RawNumber)]

    def ordering(self, children: list[Any]) -> tuple[str, list[Any]]:
        return "ordering", children

    def one(self, children: list[Any]) -> tuple[str, list[Any]]:
        return "choices", children

    def more(self, children: list[Any]) -> tuple[str, list[Any]]:
        found, choice = children
        found[1].append(choice)
        return found

    def first(self, children: list[Any]) -> RawChoice:
        words, arrow, feedback = children
        return RawChoice("", None, words, arrow or "", feedback, words.line)

    def choice(self, children: list[Any]) -> RawChoice:
        mark, weight, words, arrow, feedback = children
        return RawChoice(mark[-1], weight, words or "", arrow or "", feedback, mark.end_line)

    def number(self, children: list[Any]) -> RawNumber:
        weight, ends, feedback = children
        row = ends[0].end_line if ends[0] is not None else 0
        return RawNumber(weight, ends, feedback, row)

    def exact(self, children: list[Any]) -> Ends:
        value, tolerance = children
        return value, tolerance, None

    def range(self, children: list[Any]) -> Ends:
        low, high = children
        return low, None, high

    def any(self, _children: list[Any]) -> Ends:
        return None, None, None

    def otherwise(self, children: list[Any]) -> RawNumber:
        mark, feedback = children
        return RawNumber("%0%", (None, None, None), feedback, mark.end_line)
