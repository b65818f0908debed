"""Search: words become words of the library, mistyped ones are put right, and the best answers come first."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from math import log2
from operator import and_, or_

from learning.models import ResourceWord
from learning.shelf.index import Answer, Shelf, bits
from learning.spelling import MOST_WORDS, STOP, corrected, words_of

NEAREST = 3
MOST_KEPT = 400  # words whose answers a process keeps, at two bytes for each resource
TENTHS = 10  # worth is kept in whole numbers


@dataclass(frozen=True)
class Found:
    """What the words found, best first and as bits; `instead` are the words it was found with, when put right."""

    pks: list[int]
    bits: int = 0
    instead: str = ""
    near: list[int] = field(default_factory=list)


def find(shelf: Shelf, text: str, within: int, *, as_typed: bool = False) -> Found:
    """Resources within the given ones that answer every word; mistyped words are put right unless that finds nothing.

    Where nothing answers every word, `near` holds the three that answer most of them.
    """
    words = looked_for(shelf, text)
    # Only a word that answers nothing is put right, so what was typed could not have found anything.
    better = words if as_typed else corrected(words, shelf.vocabularies)
    instead = " ".join(better) if better != words else ""
    answers = _answers(shelf, better)
    full = _all(and_, answers) & within
    if full or not answers:
        return Found(_ranked(shelf, answers, full), full, instead)
    return Found([], 0, instead, _ranked(shelf, answers, _all(or_, answers) & within)[:NEAREST])


def looked_for(shelf: Shelf, text: str) -> list[str]:
    """The words that say something, at most eight."""
    little = set().union(*(STOP.get(book.language, set()) for book in shelf.vocabularies))
    words = [word for word in words_of(text) if word not in little]
    return list(dict.fromkeys(words))[:MOST_WORDS]


def _all(join: Callable[[int, int], int], answers: list[Answer]) -> int:
    return reduce(join, (answer.bits for answer in answers)) if answers else 0


def _ranked(shelf: Shelf, answers: list[Answer], some: int) -> list[int]:
    """These resources, best first: those that answer more of the words, then those that say more to them.

    Places come in the order of the shelf, and stay in it where resources are equally good.
    """
    if not some:
        return []
    scores, places = _scores(answers), shelf.places_of(some)
    best_first = sorted(places, key=scores.__getitem__, reverse=True)
    if len(answers) > 1 and some & ~_all(and_, answers):
        best_first.sort(key=lambda place: -sum(map(bool, (answer.worth[place] for answer in answers))))
    return [shelf.order[place] for place in best_first]


def _scores(answers: list[Answer]) -> Sequence[float]:
    """What each resource says to all the words together, by its place; a word that few of them answer says more."""
    if len(answers) == 1:
        return answers[0].worth
    size = len(answers[0].worth)
    scores = [0.0] * size
    for answer in answers:
        rarity = 1 + log2(1 + size / (1 + answer.bits.bit_count()))
        scores = [score + rarity * worth for score, worth in zip(scores, answer.worth, strict=True)]
    return scores


def _answers(shelf: Shelf, words: list[str]) -> list[Answer]:
    """What answers each word: one statement for those that nobody looked for since the last publication."""
    kept = shelf.answers
    found = {word: kept[word] for word in words if word in kept}
    new = [word for word in words if word not in found]
    if new:
        found |= _looked_up(shelf, new)
        if len(kept) > MOST_KEPT:
            kept.clear()
        kept.update(found)
    return [found[word] for word in words]


def _looked_up(shelf: Shelf, words: list[str]) -> dict[str, Answer]:
    worth = {word: array("H", bytes(2 * len(shelf.order))) for word in words}
    asking: dict[int, list[tuple[array[int], int]]] = defaultdict(list)
    for word in words:
        for number, fits in _matches(shelf, word).items():
            asking[number].append((worth[word], round(fits * TENTHS)))
    rows = ResourceWord.objects.filter(word_id__in=asking).values_list("word_id", "text_id", "weight")
    for number, text, weight in rows.iterator(chunk_size=5000) if asking else ():
        place = shelf.places.get(text)
        if place is not None:
            for said, fits in asking[number]:
                said[place] = max(said[place], weight * fits)
    return {word: Answer(bits(place for place, much in enumerate(said) if much), said) for word, said in worth.items()}


def _matches(shelf: Shelf, word: str) -> dict[int, float]:
    found: dict[int, float] = {}
    for book in shelf.vocabularies:
        found |= book.matches(word)
    return found
