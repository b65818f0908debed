"""Text as a detector should see it: full-width figures, look-alike letters and hidden characters do not hide anything.

Every change keeps one character for one, but for what is invisible; `where` leads back to the text as it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

INVISIBLE = {"Cf", "Mn", "Me"}
CYRILLIC_AND_GREEK = str.maketrans(
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0423\u0406\u0408\u0405"
    "\u0430\u0435\u043e\u0440\u0441\u0445\u0443\u0456\u0458\u0455"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf",
    "ABEKMHOPCTXYIJSaeopcxyijsABEZHIKMNOPTYXo",
)
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
QUOTES = "\u2018\u2019\u02bc\uff07"
# Letters typed for figures: inside a group that has figures, or alone between groups of figures.
TOUCHING = re.compile(r"[0-9][OoIl]|[OoIl][0-9]")
MIXED = re.compile(r"(?<![^\W\d_])[OoIl]*[0-9][0-9OoIl]*[OoIl][0-9OoIl]*(?![^\W\d_])|(?<![^\W\d_])[OoIl]+[0-9]+\b")
LONE = re.compile(r"(?<=[0-9][ -])[OoIl](?![^\W_])")
FIGURES = str.maketrans("OoIl", "0011")


class _Folded(dict[int, str]):
    """What each character becomes, worked out once for each."""

    def __missing__(self, code: int) -> str:
        self[code] = _folded(chr(code))
        return self[code]


def _folded(char: str) -> str:
    if char.isspace() and char not in "\n\t":
        return " "
    if unicodedata.category(char) in INVISIBLE:
        return ""
    if char in DASHES:
        return "-"
    if char in QUOTES:
        return "'"
    if char.isdigit() and len(str(unicodedata.digit(char))) == 1:
        return str(unicodedata.digit(char))
    wide = unicodedata.normalize("NFKC", char)
    return (wide if len(wide) == 1 else char).translate(CYRILLIC_AND_GREEK)


_TABLE = _Folded({code: chr(code) for code in range(128)})


@dataclass(frozen=True)
class Folded:
    """`plain` is what was typed without disguise.

    `figures` has figures for letters typed in their place; `low` is that in small letters.
    """

    plain: str
    figures: str
    low: str
    where: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text as it was typed."""
        return self.where[start], self.where[end - 1] + 1


def folded(text: str) -> Folded:
    """The text without disguise."""
    plain = text if text.isascii() else text.translate(_TABLE)
    where: Sequence[int] = range(len(text))
    if len(plain) != len(text):
        where = [place for place, char in enumerate(text) if _TABLE[ord(char)]]
    figures = plain
    if TOUCHING.search(plain):
        figures = MIXED.sub(lambda found: found.group().translate(FIGURES), plain)
    figures = LONE.sub(lambda found: found.group().translate(FIGURES), figures)
    low = figures.lower()
    return Folded(plain, figures, low if len(low) == len(plain) else figures, where)


def bare(word: str) -> str:
    """A word in small letters without accents, as the lists keep theirs."""
    small = word.casefold()
    if small.isascii():
        return small
    return "".join(char for char in unicodedata.normalize("NFKD", small) if not unicodedata.combining(char))
