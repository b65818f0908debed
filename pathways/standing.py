"""How the people stand whom a requirement concerns, counted by the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.translation import ngettext

from pathways.kinds import State
from pathways.models import PersonStatus

Tag = tuple[str, str]


@dataclass(frozen=True)
class Standing:
    """Numbers of people by state."""

    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Whom it concerns."""
        return sum(self.counts.values())

    @property
    def tags(self) -> list[Tag]:
        """Each state that somebody is in, in words, with the tone of its tag; what presses most first."""
        told = [
            (self._of(State.OVERDUE), _overdue, "over"),
            (self._of(State.DUE, State.LAPSING), _due, "due"),
            (self._of(State.NOT_STARTED, State.IN_PROGRESS), _to_come, ""),
            (self._of(State.IN_DATE), _in_date, "ok"),
            (self._of(State.EXEMPT), _exempt, "info"),
        ]
        return [(words(number), tone) for number, words, tone in told if number]

    def _of(self, *states: str) -> int:
        return sum(self.counts.get(state, 0) for state in states)


def _overdue(number: int) -> str:
    return ngettext("%(number)d overdue", "%(number)d overdue", number) % {"number": number}


def _due(number: int) -> str:
    return ngettext("%(number)d due soon", "%(number)d due soon", number) % {"number": number}


def _to_come(number: int) -> str:
    return ngettext("%(number)d still to come", "%(number)d still to come", number) % {"number": number}


def _in_date(number: int) -> str:
    return ngettext("%(number)d in date", "%(number)d in date", number) % {"number": number}


def _exempt(number: int) -> str:
    return ngettext("%(number)d exempt", "%(number)d exempt", number) % {"number": number}


def counted(states: Iterable[str]) -> Standing:
    """Of one person's rows."""
    counts: dict[str, int] = defaultdict(int)
    for state in states:
        counts[state] += 1
    return Standing(counts)


def by_requirement(organisation_ids: Iterable[int]) -> dict[int, Standing]:
    """Of everybody in these organisations, by requirement; one statement."""
    rows = PersonStatus.objects.filter(organisation__in=list(organisation_ids)).order_by()
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for requirement, state, number in rows.values_list("requirement", "state").annotate(Count("pk")):
        counts[requirement][state] = number
    return {requirement: Standing(found) for requirement, found in counts.items()}
