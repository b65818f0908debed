"""How hard a text is to read, as the age of a reader who finds it easy. A rough guide, and said to be one.

Flesch–Kincaid counts words a sentence and syllables a word; a school grade plus five is about the reader's age.
"""

from __future__ import annotations

import re

WORD = re.compile(r"[a-z’']+", re.I)
SENTENCE_END = re.compile(r"[.!?:]+(?:\s|$)|\n")
VOWELS = re.compile(r"[aeiouy]+")
FEWEST_WORDS = 100
TARGET_AGE = 14


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end; at least one."""
    low = word.lower().strip("’'")
    count = len(VOWELS.findall(low))
    if low.endswith("e") and not low.endswith(("le", "ee", "ye")) and count > 1:
        count -= 1
    return max(count, 1)


def reading_age(text: str) -> int | None:
    """The age in years; None when the text is too short to say."""
    words = WORD.findall(text)
    if len(words) < FEWEST_WORDS:
        return None
    sentences = max(len([part for part in SENTENCE_END.split(text) if WORD.search(part)]), 1)
    grade = 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return max(round(grade) + 5, 5)
