"""Comparing short answers: what people mean counts, not how they typed it."""

from __future__ import annotations

import unicodedata

ALIKE = str.maketrans("\u2018\u2019\u02bc\u2010\u2011\u2012\u2013\u2014-", "'''      ")
EDGES = " .,;:!?\"'\u201c\u201d()[]"


def plain(text: str) -> str:
    """Without capitals, accents (ŵ is w, ŷ is y), hyphens, doubled spaces, or marks at the ends."""
    parted = unicodedata.normalize("NFKD", text).translate(ALIKE)
    bare = "".join(sign for sign in parted if not unicodedata.combining(sign))
    return " ".join(bare.casefold().split()).strip(EDGES)


def fits(pattern: str, text: str) -> bool:
    r"""The text is the accepted answer; a star in it stands for any words, and \* for a star."""
    wanted = [plain(part) for part in pattern.replace("\\*", "\0").split("*")]
    if len(wanted) == 1:
        return plain(text) == wanted[0].replace("\0", "*") if wanted[0] else text.strip() == pattern.strip()
    first, *middle, last = [part.replace("\0", "*") for part in wanted]
    rest = plain(text)
    if len(rest) < len(first) + len(last) or not (rest.startswith(first) and rest.endswith(last)):
        return False
    rest = rest[len(first) : len(rest) - len(last)]
    for part in middle:
        _before, found, rest = rest.partition(part) if part else ("", "x", rest)
        if not found:
            return False
    return True
