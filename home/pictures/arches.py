"""Nested arches that fill as someone learns: the mark of Hearth as a picture of progress."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

WIDTH = 216
STROKE = 20
STEP = 25
FOOT = 176
TONES = ("pine", "clay", "plum", "sky")


@dataclass(frozen=True)
class Part:
    """One thing that is being done: how much of it, and in whose words."""

    label: str
    done: int
    total: int
    words: str = ""

    @property
    def percent(self) -> int:
        """Whole per cent; an empty part counts as nothing done, and only all of it as a hundred."""
        if self.total <= 0:
            return 0
        return max(0, min(100, 100 * self.done // self.total))

    @property
    def state(self) -> str:
        """The state in words, as it stands in the key."""
        if self.words:
            return self.words
        if self.percent == 100:
            return _("Done")
        return _("%(done)s of %(total)s") % {"done": self.done, "total": self.total}


@dataclass(frozen=True)
class Arch:
    """One arch of the picture, outermost first."""

    d: str
    percent: int
    tone: str
    label: str
    state: str


@dataclass(frozen=True)
class ArchesPicture:
    """All arches and the sentence that stands for them."""

    width: int
    height: int
    stroke: int
    arches: list[Arch]
    sentence: str


def arches(parts: Sequence[Part]) -> ArchesPicture:
    """Draw up to four parts as nested arches, the first outermost; more would not be readable."""
    shown = [_arch(index, part) for index, part in enumerate(parts[: len(TONES)])]
    words = "; ".join(f"{arch.label}: {arch.state}" for arch in shown)
    return ArchesPicture(WIDTH, FOOT + STROKE // 2, STROKE, shown, _("Progress: %(parts)s.") % {"parts": words})


def _arch(index: int, part: Part) -> Arch:
    """One arch: up from the left foot, round, and down to the right foot."""
    inset = STROKE // 2 + 1 + STEP * index
    radius = WIDTH // 2 - inset
    shoulder = WIDTH // 2
    d = f"M{inset} {FOOT - 2}V{shoulder}A{radius} {radius} 0 0 1 {WIDTH - inset} {shoulder}V{FOOT - 2}"
    return Arch(d, part.percent, TONES[index], part.label, part.state)
