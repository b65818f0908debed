"""What changed between two texts, word by word: pure, and from its answer both texts can be put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from itertools import zip_longest

SAME, ADDED, REMOVED = "same", "added", "removed"
MOST_WORDS = 3000
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_MARKER = re.compile(r"⟦[^⟧]*⟧")
_UNSEEN = re.compile(r"<!--.*?-->|<(script|style|svg|template)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(
    r"</?(?:p|div|section|article|header|h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th|caption|blockquote|figure"
    r"|figcaption|fieldset|legend|label|details|summary|dl|dt|dd|br|hr|form|button|aside|nav|pre)\b[^>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Piece:
    """Some words that stayed, came or went."""

    kind: str
    text: str


@dataclass(frozen=True)
class Passage:
    """One paragraph in its old and new words; None on a side where there is no such paragraph."""

    pieces: tuple[Piece, ...]
    old: str | None
    new: str | None

    @property
    def is_changed(self) -> bool:
        """Its words differ, or it is on one side only."""
        return self.old != self.new


def passages_of(html: str) -> list[str]:
    """The paragraphs of stored HTML as plain text, markers and markup left out."""
    shown = " ".join(_UNSEEN.sub("", _MARKER.sub("", html)).split())
    text = _TAG.sub("", _BREAK.sub("\n", shown))
    lines = (" ".join(unescape(line).split()) for line in text.split("\n"))
    return [line for line in lines if line]


def changed_words(old: str, new: str) -> tuple[Piece, ...]:
    """Pieces in reading order: what stayed and went is the old text, what stayed and came is the new one."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) + len(after) > MOST_WORDS:
        return _pieces([(REMOVED, old), (ADDED, new)]) if old != new else _pieces([(SAME, old)])
    found: list[tuple[str, str]] = []
    for verb, i, j, k, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if verb == "equal":
            found.append((SAME, "".join(before[i:j])))
        else:
            found += [(REMOVED, "".join(before[i:j])), (ADDED, "".join(after[k:end]))]
    return _pieces(found)


def _pieces(found: list[tuple[str, str]]) -> tuple[Piece, ...]:
    return tuple(Piece(kind, text) for kind, text in found if text)


def changed_passages(old: Sequence[str], new: Sequence[str]) -> list[Passage]:
    """Every paragraph of both sides in order; those that took each other's place are compared word by word."""
    return list(_passages(old, new))


def _passages(old: Sequence[str], new: Sequence[str]) -> Iterator[Passage]:
    for verb, i, j, k, end in SequenceMatcher(None, old, new).get_opcodes():
        if verb == "equal":
            yield from (Passage((Piece(SAME, text),), text, text) for text in old[i:j])
            continue
        for before, after in zip_longest(old[i:j], new[k:end]):
            if before is None:
                yield Passage(_pieces([(ADDED, after)]), None, after)
            elif after is None:
                yield Passage(_pieces([(REMOVED, before)]), before, None)
            else:
                yield Passage(changed_words(before, after), before, after)
