"""Facts and vocabulary of every published resource, kept in each process until the next publication.

A choice of a facet is a number with one bit for each resource, so that counting beside every choice costs no statement.
"""

from __future__ import annotations

import uuid
from array import array
from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from learning.models import LibraryMark, LibraryWord, ResourceText
from learning.shelf.cards import readable
from learning.spelling import Vocabulary, read_alike

ALIKE = Path(__file__).resolve().parent.parent / "alike"
FACTS = (
    "page__approach",
    "page__systems",
    "page__principles",
    "page__step",
    "page__minutes",
    "page__format",
    "page__safety",
    "page__is_public",
)
LIMITS = (5, 10, 20)


@dataclass(frozen=True)
class Answer:
    """The resources that answer a word, as bits, and how much each of them says to it, by its place."""

    bits: int
    worth: array[int]


@dataclass(frozen=True)
class Shelf:
    """All that can be read in one language. `order` is the order without words; a resource's bit is its place in it.

    `answers` keeps what answers each word that somebody looked for.
    """

    order: list[int]
    keys: list[uuid.UUID]
    public: int
    choices: dict[str, dict[str, int]]
    vocabularies: list[Vocabulary]
    places: dict[int, int]
    answers: dict[str, Answer] = field(default_factory=dict)

    @property
    def everything(self) -> int:
        """One bit for each resource."""
        return (1 << len(self.order)) - 1

    def bits(self, pks: Iterable[int]) -> int:
        """The number that has the bits of these resources."""
        return bits(self.places[pk] for pk in pks if pk in self.places)

    def bits_of_keys(self, keys: Set[uuid.UUID]) -> int:
        """The same by the keys that all languages share."""
        return bits(place for place, key in enumerate(self.keys) if key in keys) if keys else 0

    def at(self, found: int) -> list[int]:
        """The resources of a number, in the shelf's order."""
        return [self.order[place] for place in self.places_of(found)]

    def places_of(self, found: int) -> list[int]:
        """The places of a number, in the shelf's order."""
        return [place for place, bit in enumerate(reversed(f"{found:b}")) if bit == "1"]


_KEPT: dict[str, tuple[uuid.UUID, Shelf]] = {}


def shelf_of(language: str) -> Shelf:
    """What is kept for the language if nothing was published since, or what is there now. Warm: one statement."""
    mark = LibraryMark.objects.values_list("value", flat=True).first()
    kept = _KEPT.get(language)
    if kept and kept[0] == mark:
        return kept[1]
    shelf = _built(language)
    if mark:
        _KEPT[language] = (mark, shelf)
    return shelf


def bits(places: Iterable[int]) -> int:
    """The number with a one at each of these places."""
    written = bytearray()
    for place in places:
        if place >> 3 >= len(written):
            written.extend(bytes((place >> 3) + 1 - len(written)))
        written[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(written, "little")


def _built(language: str) -> Shelf:
    rows: Any = (
        readable(None, language, member=True)
        .order_by("page__approach", "page__code", "pk")
        .values_list("pk", "resource_key", *FACTS)
    )
    translations: dict[uuid.UUID, list[str]] = defaultdict(list)
    for key, code in ResourceText.objects.values_list("resource_key", "language"):
        translations[key].append(code)
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    order, keys = [], []
    for place, (pk, key, *facts) in enumerate(rows):
        order.append(pk)
        keys.append(key)
        for choice in [*_choices(facts), *(("language", code) for code in translations[key])]:
            places[choice].append(place)
    choices: dict[str, dict[str, int]] = defaultdict(dict)
    for (facet, value), found in places.items():
        choices[facet][value] = bits(found)
    public = choices.pop("public", {}).get("yes", 0)
    spoken = [language] if language == "en" else [language, "en"]
    places_of = {pk: place for place, pk in enumerate(order)}
    return Shelf(order, keys, public, dict(choices), [_vocabulary(code) for code in spoken], places_of)


def _choices(facts: list[Any]) -> Iterable[tuple[str, str]]:
    """Which choices of which facets a resource answers; `facts` are FACTS."""
    approach, systems, principles, step, minutes, format_, safety, is_public = facts
    yield "approach", approach
    yield "format", format_
    yield "safety", safety
    if step:
        yield "step", step
    if is_public:
        yield "public", "yes"
    yield from (("system", system) for system in systems)
    yield from (("principle", str(principle)) for principle in principles)
    yield from (("minutes", str(limit)) for limit in LIMITS if minutes and minutes <= limit)


def _vocabulary(language: str) -> Vocabulary:
    words = dict(LibraryWord.objects.filter(language=language).values_list("word", "pk"))
    return Vocabulary(language, words, alike(language))


@cache
def alike(language: str) -> dict[str, set[str]]:
    """The editable list of words that stand for each other."""
    path = ALIKE / f"{language}.txt"
    return read_alike(path.read_text(encoding="utf-8")) if path.exists() else {}
