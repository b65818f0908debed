"""Search: words become words of the library, mistyped ones are put right, and the best answers come first."""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass, field
from math import log2

from learning.models import ResourceWord
from learning.shelf.index import Shelf
from learning.spelling import MOST_WORDS, STOP, corrected, words_of

NEAREST = 3


@dataclass(frozen=True)
class Found:
    """What the words found, best first; `instead` are the words it was found with, when they were put right."""

    pks: list[int]
    instead: str = ""
    near: list[int] = field(default_factory=list)


def find(shelf: Shelf, text: str, within: int, *, as_typed: bool = False) -> Found:
    """Resources within the given ones that answer every word; mistyped words are put right unless that finds nothing.

    Where nothing answers every word, `near` holds the three that answer most of them.
    """
    words = looked_for(shelf, text)
    # Only a word that answers nothing is put right, so what was typed could not have found anything.
    better = words if as_typed else corrected(words, shelf.vocabularies)
    pks, near = _ranked(shelf, better, within)
    return Found(pks, " ".join(better) if better != words else "", near)


def looked_for(shelf: Shelf, text: str) -> list[str]:
    """The words that say something, at most eight."""
    little = set().union(*(STOP.get(book.language, set()) for book in shelf.vocabularies))
    words = [word for word in words_of(text) if word not in little]
    return list(dict.fromkeys(words))[:MOST_WORDS]


def _ranked(shelf: Shelf, words: list[str], within: int) -> tuple[list[int], list[int]]:
    """Those that answer every word, best first; and, where there are none, the three that answer most."""
    if not words:
        return [], []
    answers = [_answers(shelf, word) for word in words]
    _look_up(shelf, {number for answer in answers for number in answer})
    scores: dict[int, float] = defaultdict(float)
    answered: dict[int, int] = defaultdict(int)
    for answer in answers:
        best: dict[int, float] = {}
        for number, fits in answer.items():
            for text, weight in zip(*shelf.uses[number], strict=True):
                worth = weight * fits
                if worth > best.get(text, 0):
                    best[text] = worth
        rarity = 1 + log2(1 + len(shelf.order) / (1 + len(best)))
        for text, worth in best.items():
            scores[text] += worth * rarity
            answered[text] += 1
    fitting = set(shelf.at(shelf.bits(scores) & within))
    best_first = sorted(fitting, key=lambda text: (-answered[text], -scores[text], text))
    full = [text for text in best_first if answered[text] == len(words)]
    return full, [] if full else best_first[:NEAREST]


def _answers(shelf: Shelf, word: str) -> dict[int, float]:
    found: dict[int, float] = {}
    for book in shelf.vocabularies:
        found |= book.matches(word)
    return found


def _look_up(shelf: Shelf, numbers: set[int]) -> None:
    """Where these words stand and how much they say there: one statement for those nobody looked for before."""
    new = {number: (array("Q"), array("H")) for number in numbers if number not in shelf.uses}
    if not new:
        return
    rows = ResourceWord.objects.filter(word_id__in=new).values_list("word_id", "text_id", "weight")
    for number, text, weight in rows.iterator(chunk_size=5000):
        texts, weights = new[number]
        texts.append(text)
        weights.append(weight)
    shelf.uses.update(new)
