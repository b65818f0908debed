"""The order of a session's cases, by need. Pure: facts in, an order with its reasons out; no text is opened for it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NOT_DISCUSSED_FOR = datetime.timedelta(days=14)
SESSION_MINUTES, SHORTEST = 90, 2
WEIGHTS = {"safety": 4, "question": 3, "carried": 2, "not_discussed": 2, "no_summary": 1}


@dataclass(frozen=True)
class CaseFacts:
    """What may be known of a case without opening its text."""

    key: str
    code: str
    therapist: str
    has_question: bool
    has_summary: bool
    longest_carried: int
    safety_changed: bool
    last_discussed: datetime.date | None
    opened: datetime.date


@dataclass(frozen=True)
class Place:
    """A case's place on the agenda, and why: codes of `reasons` in order of weight."""

    case: CaseFacts
    reasons: tuple[str, ...]


def ordered(cases: Iterable[CaseFacts], today: datetime.date) -> list[Place]:
    """Safety first, then open questions, then goals carried longest, then not discussed longest, then by code."""
    places = [Place(case, _reasons(case, today)) for case in cases]
    return sorted(places, key=lambda place: _need(place.case, today))


def _need(case: CaseFacts, today: datetime.date) -> tuple[bool, bool, int, int, str]:
    waited = (today - (case.last_discussed or case.opened)).days
    return (not case.safety_changed, not case.has_question, -case.longest_carried, -waited, case.code)


def _reasons(case: CaseFacts, today: datetime.date) -> tuple[str, ...]:
    waited = today - (case.last_discussed or case.opened)
    told = {
        "safety": case.safety_changed,
        "question": case.has_question,
        "carried": case.longest_carried >= 1,
        "not_discussed": waited >= NOT_DISCUSSED_FOR,
        "no_summary": not case.has_summary,
    }
    return tuple(name for name, holds in told.items() if holds)


def proposed_minutes(places: Sequence[Place], total: int = SESSION_MINUTES) -> list[int]:
    """Minutes for each place: some for every case, the rest by need; together never more than there are."""
    if not places:
        return []
    least = min(SHORTEST, total // len(places))
    rest = total - least * len(places)
    weights = [1 + sum(WEIGHTS[reason] for reason in place.reasons) for place in places]
    return [least + rest * weight // sum(weights) for weight in weights]
