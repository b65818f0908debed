"""How a question fares: how many get it right, and whether those who know the rest do. Pure, from running sums.

Facility is the mean credit, in per cent. Discrimination is the correlation (Pearson's; for right or wrong it is the
point-biserial) between a question's credit and the mean credit of the other questions in the same attempt: leaving
the question itself out keeps it from agreeing with itself. Below FEWEST people nothing is said.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

FEWEST = 5
FEWEST_OF_AN_OPTION = 3
WITH_OPTIONS = {"single", "multiple", "truefalse"}
EVEN = 1e-9


@dataclass
class Tally:
    """Sums over people's first answers to one wording of a question. No answer and no person is in it."""

    people: int = 0
    credit: float = 0.0
    credit_squares: float = 0.0
    rest: float = 0.0
    rest_squares: float = 0.0
    products: float = 0.0
    options: dict[str, int] = field(default_factory=dict)

    def add(self, credit: float, rest: float, chosen: Iterable[str] = ()) -> None:
        """One person's credit for the question, their mean credit for the others, and the options they chose."""
        self.people += 1
        self.credit += credit
        self.credit_squares += credit * credit
        self.rest += rest
        self.rest_squares += rest * rest
        self.products += credit * rest
        for option in chosen:
            self.options[option] = self.options.get(option, 0) + 1


def facility(tally: Tally) -> int | None:
    """Mean credit in per cent; None below FEWEST people."""
    return round(100 * tally.credit / tally.people) if tally.people >= FEWEST else None


def discrimination(tally: Tally) -> float | None:
    """The corrected item-total correlation, from -1 to 1; None below FEWEST people, or where all are alike."""
    n = tally.people
    if n < FEWEST:
        return None
    of_item = n * tally.credit_squares - tally.credit**2
    of_rest = n * tally.rest_squares - tally.rest**2
    if of_item <= EVEN or of_rest <= EVEN:
        return None
    found = (n * tally.products - tally.credit * tally.rest) / sqrt(of_item * of_rest)
    return round(max(-1.0, min(1.0, found)), 2)


def shares(tally: Tally, options: Iterable[str]) -> dict[str, int | None]:
    """Each option's share of people in per cent; None where it would point at somebody.

    Options chosen by fewer than FEWEST_OF_AN_OPTION people are hidden, those that nobody chose among them; where that
    would hide a single one, which the others give away, the next smallest is hidden as well.
    """
    counts = {option: tally.options.get(option, 0) for option in options}
    if tally.people < FEWEST:
        return dict.fromkeys(counts)
    small_first = sorted(counts, key=lambda option: counts[option])
    hidden = [option for option in small_first if counts[option] < FEWEST_OF_AN_OPTION]
    if len(hidden) == 1:
        hidden = small_first[:2]
    return {option: None if option in hidden else round(100 * count / tally.people) for option, count in counts.items()}


def wording(question: Mapping[str, Any]) -> str:
    """The same for the same words asked and marked alike, in whatever order they stood; feedback doesn't count."""
    options = [{name: value for name, value in option.items() if name != "feedback"} for option in question["options"]]
    options.sort(key=lambda option: json.dumps(option, sort_keys=True))
    asked = [question["kind"], question["stem"], options]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def rests(credits: list[float]) -> list[float]:
    """For each question of an attempt the mean credit of the others."""
    others = len(credits) - 1
    return [(sum(credits) - credit) / others if others else 0.0 for credit in credits]
