"""The quick line for an action: `@amara phone school fri #F06`. Pure: what it understood is shown before it is kept.

Words it does not understand stay in the text; no day and no owner is guessed.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONG_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WELSH_DAYS = ("llun", "mawrth", "mercher", "iau", "gwener", "sadwrn", "sul")
SOON = {"today": 0, "heddiw": 0, "tomorrow": 1, "yfory": 1}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
CODE = re.compile(r"#([A-Za-z]\d{1,2})\b")
DAY_AND_MONTH = re.compile(r"\b(\d{1,2})(?:\s+([A-Za-z]{3,9})|/(\d{1,2}))$")


@dataclass(frozen=True)
class QuickAction:
    """What the line says: whose it is (a key of the people given), what to do, by when, and what to learn for it.

    `candidates` are the people a name could mean, when it could mean several or nobody.
    """

    owner: str | None
    text: str
    due: datetime.date | None
    code: str
    named: str = ""
    candidates: Sequence[str] = ()


def parsed(line: str, people: Mapping[str, str], today: datetime.date) -> QuickAction:
    """Read the line; `people` maps a key to the person's name, and a day is the next such day after today."""
    words = " ".join(line.split())
    code = CODE.search(words)
    if code:
        words = _without(words, code.span())
    named, owner, candidates, words = _owner(words, people)
    due, text = _due(words, today)
    return QuickAction(owner, text, due, code.group(1).upper() if code else "", named, candidates)


def _without(words: str, span: tuple[int, int]) -> str:
    return " ".join((words[: span[0]] + words[span[1] :]).split())


def _owner(words: str, people: Mapping[str, str]) -> tuple[str, str | None, Sequence[str], str]:
    found = re.search(r"(?<!\S)@(\S+)", words)
    if not found:
        return "", None, (), words
    wanted = _plain(found.group(1))
    parts = {key: [_plain(part) for part in name.split()] for key, name in people.items()}
    matching = [key for key in parts if wanted and any(part.startswith(wanted) for part in parts[key])]
    exact = [key for key in matching if wanted in parts[key]]
    chosen = exact if len(exact) == 1 else matching
    rest = _without(words, found.span())
    if len(chosen) == 1:
        return found.group(1), chosen[0], (), rest
    return found.group(1), None, tuple(chosen), rest


def _plain(text: str) -> str:
    """Letters only, without accents, in lower case."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in flat if letter.isalnum())


def _due(words: str, today: datetime.date) -> tuple[datetime.date | None, str]:
    """A day at the end of the line; anything else stays words."""
    dated = DAY_AND_MONTH.search(words)
    if dated:
        day = _calendar_day(dated, today)
        if day:
            return day, words[: dated.start()].rstrip()
    text, _, last = words.rpartition(" ")
    ahead = _days_ahead(last.casefold().rstrip("."), today)
    if ahead is None or not text:
        return None, words
    return today + datetime.timedelta(days=ahead), text.removesuffix(" by").removesuffix(" erbyn")


def _days_ahead(word: str, today: datetime.date) -> int | None:
    if word in SOON:
        return SOON[word]
    for names in (DAYS, LONG_DAYS, WELSH_DAYS):
        if word in names:
            return (names.index(word) - today.weekday() - 1) % 7 + 1
    return None


def _calendar_day(found: re.Match[str], today: datetime.date) -> datetime.date | None:
    """The next such day of the year, or None where there is none."""
    day, name, number = found.groups()
    month = int(number) if number else _month(name)
    for year in (today.year, today.year + 1):
        try:
            when = datetime.date(year, month, int(day))
        except ValueError:
            continue
        if when >= today:
            return when
    return None


def _month(name: str) -> int:
    short = name.casefold()[:3]
    return MONTHS.index(short) + 1 if short in MONTHS else 0
