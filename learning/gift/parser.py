"""Reads GIFT: every item becomes a question, a category, a comment or a named problem; nothing else happens to it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import cast

from lark import Lark
from lark.exceptions import UnexpectedInput

from learning.gift import reasons
from learning.gift.assembly import question
from learning.gift.model import Category, Comment, Gift, Problem, Question
from learning.gift.nodes import Nodes, RawItem
from learning.gift.reasons import Malformed
from learning.gift.scanner import BLANK, NUL, Piece, pieces

CATEGORY = "$CATEGORY:"
EXCERPT = 200
LONGEST = 20_000
GRAMMAR = Lark(
    Path(__file__).with_name("grammar.lark").read_text(encoding="utf-8"),
    parser="lalr",
    lexer="contextual",
    transformer=Nodes(),
    maybe_placeholders=True,
)


def parse(text: str) -> Gift:
    """Everything that the text says; a malformed item is named, and the rest is read."""
    questions: list[Question] = []
    problems: list[Problem] = []
    categories: list[Category] = []
    comments: list[Comment] = []
    for piece in pieces(text.removeprefix("\ufeff")):
        path = categories[-1].path if categories else ""
        try:
            if not piece.lines:
                comments += _comments(piece)
            elif piece.lines[0].startswith("$") and (category := _category(piece)):
                categories.append(category)
            else:
                questions.append(question(_item(piece.text), piece, path))
        except Malformed as malformed:
            problems.append(_problem(piece, malformed))
    return Gift(tuple(questions), tuple(problems), tuple(categories), tuple(comments))


def _comments(piece: Piece) -> Iterable[Comment]:
    return (Comment(text, line) for line, text in enumerate(piece.comments, start=piece.first_line))


def _item(text: str) -> RawItem:
    if len(text) > LONGEST:
        raise Malformed(reasons.too_long(LONGEST), 1)
    if NUL in text:
        raise Malformed(reasons.no_text(), text.count("\n", 0, text.index(NUL)) + 1)
    try:
        return cast(RawItem, GRAMMAR.parse(text))
    except UnexpectedInput as error:
        raise reasons.malformed(error, text) from None


def _category(piece: Piece) -> Category | None:
    """A line with $CATEGORY: alone; another command is refused; any other $ is a question's own."""
    first = piece.lines[0]
    if not first.startswith(CATEGORY):
        name = first[1:].partition(":")
        if name[1] and name[0].isascii() and name[0].isupper() and name[0].isalpha():
            raise Malformed(reasons.unknown_command(f"${name[0]}:"), 1)
        return None
    if len(piece.lines) > 1:
        raise Malformed(reasons.after_category(), 2)
    return Category(first.removeprefix(CATEGORY).strip(BLANK), piece.first_line, piece.last_line)


def _problem(piece: Piece, malformed: Malformed) -> Problem:
    words = piece.text.replace(NUL, "�")
    excerpt = words if len(words) <= EXCERPT else words[: EXCERPT - 1] + "…"
    return Problem(str(malformed), piece.line_at(malformed.row), excerpt, piece.first_line, piece.last_line)
