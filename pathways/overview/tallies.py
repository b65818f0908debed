"""How many of those who are asked have it: a share, its step, and the word that goes with the step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from pathways.kinds import State

MET = (State.IN_DATE, State.LAPSING)  # what runs out soon still counts
STEPS = (("a", 95, _("in date")), ("b", 80, _("nearly")), ("c", 60, _("needs attention")), ("d", 0, _("at risk")))


@dataclass(frozen=True, slots=True)
class Tally:
    """`met` of `asked` have it. Who is exempt is not asked."""

    met: int = 0
    asked: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.met + other.met, self.asked + other.asked)

    @property
    def per_cent(self) -> int:
        """Rounded, but 100 only when everybody has it and 0 only when nobody has."""
        if not self.asked:
            return 0
        rounded = (self.met * 200 + self.asked) // (self.asked * 2)
        if self.met == self.asked:
            return 100
        return min(99, max(1, rounded)) if self.met else 0

    @property
    def step(self) -> str:
        """One of a to d, best first."""
        return next(letter for letter, least, _word in STEPS if self.per_cent >= least)

    @property
    def word(self) -> str:
        """What the step says."""
        return next(str(word) for _letter, least, word in STEPS if self.per_cent >= least)


def tally(counts: Iterable[tuple[str, int]]) -> Tally:
    """From how many stand in each state."""
    met = asked = 0
    for state, count in counts:
        if state != State.EXEMPT:
            asked += count
            met += count if state in MET else 0
    return Tally(met, asked)
