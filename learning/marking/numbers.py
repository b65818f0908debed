"""Reading numbers as people type them. English and Welsh both write 1,234.5; some keyboards offer only a comma."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

LONGEST = 40
MINUS = re.compile("^[\u2212\u2010\u2011\u2012\u2013\u2014\ufe63\uff0d-]\\s*")
SIGNS = re.compile("^[£€$]\\s*|\\s*(%|per cent|percent|y cant)$", re.IGNORECASE)
GROUPS = re.compile(r"\d{1,3}([ ',])\d{3}(\1\d{3})*(\.\d+)?")
POINT_GROUPS = re.compile(r"\d{1,3}(\.\d{3})+,\d+|\d{1,3}(\.\d{3}){2,}")
COMMA = re.compile(r"\d+,\d+")
PLAIN = re.compile(r"\d+(\.\d*)?|\.\d+")


def parse(text: str, unit: str = "") -> Decimal | None:
    """The number, or None. The unit, a currency sign or a per cent sign beside it may be there or not.

    One comma is a decimal sign unless exactly three digits follow it and the number does not begin with 0:
    1,5 is one and a half, 1,500 is fifteen hundred. A point is a decimal sign; spaces may part thousands.
    """
    words = " ".join(unicodedata.normalize("NFKC", text).split())
    if not words or len(words) > LONGEST:
        return None
    words = _bare(words.replace("\u2019", "'"), unit)
    negative = bool(MINUS.match(words))
    digits = _digits(_bare(MINUS.sub("", words).removeprefix("+").strip(), unit))
    return None if digits is None else (-Decimal(digits) if negative else Decimal(digits))


def _bare(words: str, unit: str) -> str:
    plain = " ".join(unit.split()).casefold()
    if plain and words.casefold().endswith(plain):
        words = words[: -len(plain)].strip()
    elif plain and words.casefold().startswith(plain):
        words = words[len(plain) :].strip()
    return SIGNS.sub("", words).strip()


def _digits(words: str) -> str | None:
    if GROUPS.fullmatch(words) and not words.startswith("0"):
        return re.sub(r"[ ',]", "", words)
    if POINT_GROUPS.fullmatch(words):
        return words.replace(".", "").replace(",", ".")
    if COMMA.fullmatch(words):
        return words.replace(",", ".")
    return words if words.isascii() and PLAIN.fullmatch(words) else None


def digits(value: Decimal) -> str:
    """A number as people write it: 24, 0.5, -3."""
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
