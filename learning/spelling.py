"""Words as search sees them: without accents and endings, and the nearest known word for a mistyped one. Pure."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import log2

from rapidfuzz import process
from rapidfuzz.distance import OSA

LONGEST, MOST_WORDS, MOST_BEGINNINGS = 40, 8, 24
SHORTEST_CORRECTED = 4
IN_TITLE, IN_SUMMARY = 24, 8
EXACT, SAME_STEM, BEGINS, ALIKE = 1.0, 0.9, 0.6, 0.5
ENDINGS = ("ing", "ed", "ment", "ly")
LITTLE = {
    "en": "a about an and are as at be but by can cant do does doesnt dont for from get go goes has have he her his "
    "how i if in is it its keeps my not of on or our she so that the their them they this to up was we what when who "
    "will with wont you your",
    "cy": "a ac ag am ar at beth chi dy ei eich ein eu fel fy hi hwn i mae mewn na nad nes ni nid o oes os pan sy sydd "
    "wedi wrth y ydy yn yr",
}
STOP = {language: frozenset(words.split()) for language, words in LITTLE.items()}


def folded(text: str) -> str:
    """Small letters without accents, so that `tŷ` and `ty` are one."""
    spread = unicodedata.normalize("NFD", text.casefold().replace("’", "'"))
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """The words, folded; an apostrophe joins, a hyphen parts."""
    return [word[:LONGEST] for word in re.findall(r"[^\W_]+", folded(text).replace("'", ""))]


def stem(word: str, language: str) -> str:
    """An English word without its plural and common endings; it need not be a word. Welsh stays as it is."""
    if language != "en" or len(word) < 4 or not word.isalpha():
        return word
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word.rstrip("e") or word


def weights(title: str, summary: str, text: str, language: str) -> dict[str, int]:
    """How much each word says about a page: title above summary above text; repeating it adds little."""
    counted: dict[str, int] = defaultdict(int)
    for word in words_of(text):
        counted[word] += 1
    found = {word: round(2 * (1 + log2(times))) for word, times in counted.items()}
    for words, more in ((summary, IN_SUMMARY), (title, IN_TITLE)):
        for word in set(words_of(words)):
            found[word] = found.get(word, 0) + more
    return {word: weight for word, weight in found.items() if word not in STOP.get(language, ())}


def read_alike(lines: str) -> dict[str, set[str]]:
    """The list of words that stand for each other: `a = b = c` both ways, `a > b, c` only from left to right."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in lines.splitlines():
        said = folded(line.partition("#")[0]).strip()
        if ">" in said:
            left, _sign, right = said.partition(">")
            found[left.strip()] |= {word.strip() for word in right.split(",")}
        elif "=" in said:
            group = {word.strip() for word in said.split("=")}
            for word in group:
                found[word] |= group - {word}
    return dict(found)


@dataclass(frozen=True)
class Vocabulary:
    """Every word of one language's resources, each with its number, and the words that may stand for it."""

    language: str
    words: Mapping[str, int]
    alike: Mapping[str, set[str]] = field(default_factory=dict)

    @cached_property
    def _by_stem(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in self.words:
            found[stem(word, self.language)].append(word)
        return found

    @cached_property
    def _alike_by_stem(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for word, others in self.alike.items():
            found[stem(word, self.language)] |= others
        return found

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.words)

    @cached_property
    def _known(self) -> list[str]:
        return sorted({*self.words, *self.alike})

    def matches(self, word: str) -> dict[int, float]:
        """The numbers of the words that answer a searched one, each with how well."""
        found = {self.words[other]: SAME_STEM for other in self._by_stem.get(stem(word, self.language), ())}
        if word in self.words:
            found[self.words[word]] = EXACT
        for other in self._beginning_with(word):
            found.setdefault(self.words[other], BEGINS)
        for other in self._alike_by_stem.get(stem(word, self.language), ()):
            for same in self._by_stem.get(stem(other, self.language), ()):
                found.setdefault(self.words[same], ALIKE)
        return found

    def _beginning_with(self, word: str) -> list[str]:
        if len(word) < 3:
            return []
        first = bisect_left(self._sorted, word)
        near = self._sorted[first : first + MOST_BEGINNINGS]
        return [other for other in near if other.startswith(word)]

    def nearest(self, word: str) -> tuple[int, str]:
        """The known word that is fewest slips away, or the word itself; with the number of slips."""
        if len(word) < SHORTEST_CORRECTED or word.isdigit():
            return 0, word
        most = 1 if len(word) < 6 else 2 if len(word) < 9 else 3
        near = process.extract(word, self._known, scorer=OSA.distance, score_cutoff=most, limit=None)
        best = min(
            ((slips, other[0] != word[0], abs(len(other) - len(word)), other) for other, slips, _at in near),
            default=None,
        )
        return (int(best[0]), best[3]) if best else (most + 1, word)


def corrected(words: Iterable[str], vocabularies: list[Vocabulary]) -> list[str]:
    """Each word that no vocabulary knows becomes the nearest one of the first that has one near."""
    found = []
    for word in words:
        if any(book.matches(word) for book in vocabularies) or any(
            word in STOP[book.language] for book in vocabularies
        ):
            found.append(word)
            continue
        slips = [book.nearest(word) for book in vocabularies]
        found.append(min(slips, key=lambda slip: slip[0])[1] if slips else word)
    return found
