"""Builds a question out of what the grammar found; which kind it is follows Moodle's rules."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal, InvalidOperation

from learning.gift import reasons
from learning.gift.model import (
    FULL,
    NONE,
    NOTHING,
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
from learning.gift.nodes import RawBlock, RawChoice, RawItem, RawNumber
from learning.gift.reasons import Malformed
from learning.gift.scanner import BLANK, Piece
from learning.gift.texts import ARROW, read, words

GAP = "_____"
LONGEST_NUMBER = 80
LARGEST_POWER = 30
Lines = Callable[[int], int]
SETTINGS = frozenset(
    """
    ALL EXACT RANDOM REL CONTIGUOUS CONTIG HORIZONTAL HORI H VERTICAL VERT V SHOW TRUE YES HIDE FALSE NO NONE
    ALL_OR_NOTHING ABSOLUTE_POSITION ABSOLUTE ABS RELATIVE RELATIVE_NEXT_EXCLUDE_LAST RELATIVE_NEXT_INCLUDE_LAST
    RELATIVE_ONE_PREVIOUS_AND_NEXT RELATIVE_ALL_PREVIOUS_AND_NEXT RELATIVE_TO_CORRECT LONGEST_ORDERED_SUBSET
    LONGEST_CONTIGUOUS_SUBSET
    """.split()  # noqa: SIM905
)


def question(item: RawItem, piece: Piece, category: str) -> Question:
    """The question of an item; raises Malformed where it makes no sense."""
    lead = item.stem or ""
    if item.tail is not None and item.tail.strip(BLANK):
        lead += GAP + item.tail
    stem = read(lead)
    if not stem:
        raise Malformed(reasons.no_question(), 1)
    block = item.block
    return Question(
        stem=stem,
        body=_body(block, stem.format, piece.line_at) if block else Description(),
        name=" ".join(words(item.name.strip(BLANK)[2:-2]).split()) if item.name else "",
        general=_after(block.general, 4, stem.format) if block else NOTHING,
        category=category,
        comments=tuple(piece.comments),
        line=piece.places[0],
        last_line=piece.last_line,
    )


def _body(block: RawBlock, form: str, line_at: Lines) -> Body:
    return KINDS[block.kind](block, form, line_at)


def _essay(_block: RawBlock, _form: str, _line_at: Lines) -> Body:
    return Essay()


def _true_false(block: RawBlock, form: str, _line_at: Lines) -> Body:
    truth, wrong, right = block.parts
    return TrueFalse(truth[0] == "T", _after(wrong, 1, form), _after(right, 1, form))


def _numeric(block: RawBlock, form: str, line_at: Lines) -> Body:
    if not block.parts:
        raise Malformed(reasons.no_number(), block.row)
    return Numeric(tuple(_number(part, part.row or block.row, form, line_at) for part in block.parts))


def _number(raw: RawNumber, row: int, form: str, line_at: Lines) -> Number:
    first, tolerance, end = (None if token is None else _decimal(token, row) for token in raw.ends)
    weight = _weight(raw.weight, FULL, row)
    if first is not None and end is not None:
        if end < first:
            raise Malformed(reasons.backwards(), row)
        first, tolerance = (first + end) / 2, (end - first) / 2
    if tolerance is not None and tolerance < 0:
        raise Malformed(reasons.negative_tolerance(), row)
    return Number(first, tolerance or NONE, weight, _after(raw.feedback, 1, form), line_at(row))


def _decimal(token: str, row: int) -> Decimal:
    with suppress(InvalidOperation):  # an exponent beyond all measure
        if len(token) <= LONGEST_NUMBER and abs((number := Decimal(token.strip())).adjusted()) <= LARGEST_POWER:
            return number
    raise Malformed(reasons.too_long_a_number(), row)


def _ordering(block: RawBlock, _form: str, _line_at: Lines) -> Body:
    settings, *lines = block.parts
    said = settings[1:].strip(BLANK)
    if not all((word.isdecimal() and len(word) < 4) or word in SETTINGS for word in said.split()):
        raise Malformed(reasons.unknown_setting(said[:80]), block.row)
    items = tuple(filter(None, (read(line).text for line in lines)))
    if len(items) < 2:
        raise Malformed(reasons.too_few_items(), block.row)
    return Ordering(items, said)


def _choices(block: RawBlock, form: str, line_at: Lines) -> Body:
    """With `~` it is multiple choice; with `=` and `->` matching; otherwise a short answer."""
    parts: list[RawChoice] = block.parts
    marks = {part.mark for part in parts}
    if "~" in marks:
        if len(parts) < 2:
            raise Malformed(reasons.too_few_answers(), block.row)
        return Choices("=" in marks, tuple(_choice(part, form, line_at) for part in parts))
    if "=" in marks and any(part.arrow for part in parts):
        if len(parts) < 2:
            raise Malformed(reasons.too_few_pairs(), block.row)
        return Matching(tuple(_pair(part, form, line_at) for part in parts))
    return Short(tuple(_accepted(part, form, line_at) for part in parts))


def _choice(raw: RawChoice, form: str, line_at: Lines) -> Choice:
    weight = _weight(raw.weight, FULL if raw.mark == "=" else NONE, raw.row)
    if raw.mark == "=" and weight != FULL:
        raise Malformed(reasons.weighted_right_answer(), raw.row)
    text = read(raw.words + raw.arrow, form)
    if not text:
        raise Malformed(reasons.empty_answer(), raw.row)
    return Choice(text, weight, _after(raw.feedback, 1, form), line_at(raw.row))


def _accepted(raw: RawChoice, form: str, line_at: Lines) -> Accepted:
    text = read(raw.words + raw.arrow, form, ARROW).text
    if not text:
        raise Malformed(reasons.empty_answer(), raw.row)
    weight = _weight(raw.weight, FULL, raw.row)
    return Accepted(text, weight, _after(raw.feedback, 1, form), line_at(raw.row))


def _pair(raw: RawChoice, form: str, line_at: Lines) -> Pair:
    if not raw.arrow:
        raise Malformed(reasons.no_arrow(), raw.row)
    right = words(raw.arrow[2:])
    if not right:
        raise Malformed(reasons.no_right_side(), raw.row)
    left = read((raw.weight or "") + raw.words, form, ARROW)
    return Pair(left, right, _after(raw.feedback, 1, form), line_at(raw.row))


def _weight(raw: str | None, default: Decimal, row: int) -> Decimal:
    if raw is None:
        return default
    weight = Decimal(raw.strip(BLANK)[1:-1])
    if abs(weight) > FULL:
        raise Malformed(reasons.weight_out_of_range(weight), row)
    return weight


def _after(raw: str | None, signs: int, form: str) -> Text:
    """The text after its `#` or `####`."""
    if raw is None:
        return NOTHING
    text = read(raw.strip(BLANK)[signs:], form)
    return text if text else NOTHING


KINDS: dict[str, Callable[[RawBlock, str, Lines], Body]] = {
    "essay": _essay,
    "truefalse": _true_false,
    "numeric": _numeric,
    "ordering": _ordering,
    "choices": _choices,
}
