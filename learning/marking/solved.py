"""What a right answer looks like."""

from __future__ import annotations

from decimal import Decimal

from learning.marking.numbers import digits
from learning.marking.parts import Content, options_of, worth
from learning.marking.typed import Numeric, Short


def right_answer(kind: str, content: Content) -> list[str]:
    """An answer worth all, in its stored form; nothing where the author has marked none as right."""
    if kind == "matching":
        return [f"{pair['id']}={pair.get('right_id') or pair['id']}" for pair in options_of(content, "pair")]
    if kind == "ordering":
        return [str(item["id"]) for item in options_of(content, "item")]
    if kind in {"numeric", "short"}:
        part = Numeric.part if kind == "numeric" else Short.part
        full = [option for option in options_of(content, part) if worth(option, 1.0) >= 1][:1]
        return [digits(Decimal(str(option["value"]))) if kind == "numeric" else str(option["text"]) for option in full]
    return [str(option["id"]) for option in options_of(content, "option") if option["correct"]]
