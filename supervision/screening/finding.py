"""Everything that a text gives away, in its order. Pure, and quick enough for every save."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from supervision.screening import contact, numbers
from supervision.screening.advice import ADVICE_FOR
from supervision.screening.ages import ages, rare
from supervision.screening.dates import birth_dates, full_dates, marked
from supervision.screening.folding import Folded, folded
from supervision.screening.names import likely_names
from supervision.screening.places import places, schools


@dataclass(frozen=True)
class Hit:
    """One find: what it is, whether it refuses the text (`hard`) or only asks, and where it stands."""

    kind: str
    hard: bool
    start: int
    end: int
    advice_code: str


def screen(text: str, *, known_names: Collection[str] = ()) -> list[Hit]:
    """What identifies somebody, or may. `known_names` are the team's own people, who may be named."""
    seen = folded(text)
    hard = _apart([_hit(seen, *found) for found in _hard(seen, datetime.date.today())])
    soft = [_hit(seen, kind, start, end, False) for kind, start, end in _soft(seen, known_names)]
    alone = [one for one in soft if not any(one.start < other.end and other.start < one.end for other in hard)]
    return sorted([*hard, *_apart(alone)], key=lambda hit: (hit.start, hit.end))


def hard_hits(text: str) -> list[Hit]:
    """Only what refuses a text: numbers, addresses, dates of birth."""
    seen = folded(text)
    found = [_hit(seen, *one) for one in _hard(seen, datetime.date.today()) if one[3]]
    return _apart(found)


def _hit(seen: Folded, kind: str, start: int, end: int, hard: bool) -> Hit:
    first, last = seen.span(start, end)
    return Hit(kind, hard, first, last, ADVICE_FOR[kind])


def _hard(seen: Folded, today: datetime.date) -> Iterator[tuple[str, int, int, bool]]:
    figures = seen.figures
    for kind, spans in (("email", contact.emails(seen.plain)), ("postcode", contact.postcodes(seen.plain))):
        yield from ((kind, *span, True) for span in spans)
    yield from (("eircode", *span, True) for span in contact.eircodes(seen.plain))
    if not any(char.isdigit() for char in figures):
        return
    for kind, find in NUMBERS:
        yield from ((kind, *span, True) for span in find(figures))
    full = list(full_dates(seen.low))
    yield from (("birth_date", one.start, one.end, one.hard) for one in birth_dates(seen.low, full, today))
    yield from (("phone", *span, True) for span in contact.phones(_without(seen.low, full)))


def _without(low: str, full: list[re.Match[str]]) -> str:
    """The text with its dates crossed out."""
    for found in full:
        if marked(found):
            low = f"{low[: found.start()]}{'x' * len(found.group())}{low[found.end() :]}"
    return low


NUMBERS = (
    ("nhs_number", numbers.nhs_numbers),
    ("upn", numbers.upns),
    ("pps_number", numbers.pps_numbers),
    ("ni_number", numbers.ni_numbers),
)


def _soft(seen: Folded, known: Collection[str]) -> Iterator[tuple[str, int, int]]:
    plain, low = seen.plain, seen.low
    found = [("school", *span) for span in schools(plain)]
    found += [("place", *span) for span in places(plain)]
    placed, aged = bool(found), False
    for span in ages(low):
        aged = True
        found.append(("age", *span))
    yield from found
    yield from (("rare", *span) for span in rare(low, placed=placed, aged=aged))
    yield from (("name", *span) for span in likely_names(plain, known))


def _apart(hits: list[Hit]) -> list[Hit]:
    """Of those that lie over each other, a hard one before a soft one and then the one found first."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: not one.hard):
        if not any(hit.start < other.end and other.start < hit.end for other in kept):
            kept.append(hit)
    return kept
