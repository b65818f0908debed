"""Notes with their finds marked `{kind|text}`, and how well the check does on them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from supervision.screening.finding import Hit, screen

MARK = re.compile(r"\{(\w+)\|([^}]*)\}")
HARD = frozenset(
    {"nhs_number", "postcode", "eircode", "phone", "email", "birth_date", "ni_number", "pps_number", "upn"}
)


@dataclass(frozen=True)
class Labelled:
    """A note as it would be typed, and what identifies somebody in it: kind, start, end."""

    text: str
    spans: tuple[tuple[str, int, int], ...]


@dataclass
class Figures:
    """Counts of one run: `found` of `there` by group of kinds, false alarms, and words read."""

    there: dict[str, int] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    alarms: int = 0
    words: int = 0
    missed: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)

    def recall(self, group: str) -> float:
        """How much of a group was found; 1 where there is none."""
        return self.found.get(group, 0) / self.there[group] if self.there.get(group) else 1.0

    @property
    def alarms_per_300_words(self) -> float:
        """Finds where nobody marked one."""
        return 300 * self.alarms / max(1, self.words)


def labelled(line: str) -> Labelled:
    """A line of a corpus, its marks taken out."""
    text, spans, place = "", [], 0
    for mark in MARK.finditer(line):
        text += line[place : mark.start()]
        spans.append((mark[1], len(text), len(text) + len(mark[2])))
        text, place = text + mark[2], mark.end()
    return Labelled(text + line[place:], tuple(spans))


def read(lines: Iterable[str]) -> list[Labelled]:
    """The notes of a corpus, a line each; lines with # are remarks."""
    return [labelled(line.strip()) for line in lines if line.strip() and not line.startswith("#")]


def group_of(kind: str) -> str:
    """Hard, name or other: what the goals are set for."""
    return "hard" if kind in HARD else "name" if kind == "name" else "other"


def measured(notes: Iterable[Labelled]) -> Figures:
    """How well the check does. A hard find counts only if it was found as one; a soft one if it was asked about."""
    figures = Figures()
    for note in notes:
        hits = screen(note.text)
        figures.words += len(note.text.split())
        for kind, start, end in note.spans:
            group = group_of(kind)
            hit = any(one.start < end and start < one.end and (one.hard or group != "hard") for one in hits)
            figures.there[group] = figures.there.get(group, 0) + 1
            figures.found[group] = figures.found.get(group, 0) + hit
            if not hit:
                figures.missed.append((kind, note.text))
        false = [one for one in hits if not _marked(one, note)]
        figures.alarms += len(false)
        figures.wrong += [(one.kind, note.text[one.start : one.end]) for one in false]
    return figures


def _marked(hit: Hit, note: Labelled) -> bool:
    return any(hit.start < end and start < hit.end for _kind, start, end in note.spans)
