"""The outline of a module as its reader sees it: pure, over the rows of learning.reading.outline."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from learning.addresses import learn_address


@dataclass(frozen=True)
class Step:
    """One unit in the outline: the shape that components/path.html takes."""

    number: int
    title: str
    note: str
    href: str
    state: str = ""
    current: bool = False
    summary: str = ""
    slug: str = ""


def steps_of(
    units: Sequence[dict[str, Any]], language: str, module_slug: str, here: uuid.UUID | None = None
) -> list[Step]:
    """Every unit with its state in words: done, here, or how long it takes."""
    return [
        Step(
            number=place,
            title=unit["title"],
            note=_note(unit, unit["unit_key"] == here),
            href=learn_address(language, module_slug, unit["slug"]),
            state="now" if unit["unit_key"] == here else "done" if unit["completed_at"] else "",
            current=unit["unit_key"] == here,
            summary=unit["summary"],
            slug=unit["slug"],
        )
        for place, unit in enumerate(units, 1)
    ]


def _note(unit: dict[str, Any], is_here: bool) -> str:
    minutes = _("%(minutes)d min") % {"minutes": unit["minutes"]}
    if is_here:
        return _("%(minutes)s · you are here") % {"minutes": minutes}
    if unit["completed_at"]:
        return _("%(minutes)s · done") % {"minutes": minutes}
    return minutes


def continue_at(
    units: Sequence[dict[str, Any]], language: str, module_slug: str, last_unit_key: uuid.UUID | None
) -> Step | None:
    """Where to go on: the exact spot in the unit one was in, else the first unit not done, else the first."""
    if not units:
        return None
    steps = steps_of(units, language, module_slug)
    for unit, step in zip(units, steps, strict=True):
        if unit["unit_key"] == last_unit_key and not unit["completed_at"]:
            return _at(step, unit["reached"])
    for unit, step in zip(units, steps, strict=True):
        if not unit["completed_at"]:
            return _at(step, unit["reached"])
    return steps[0]


def _at(step: Step, reached: str | None) -> Step:
    if not reached:
        return step
    return Step(step.number, step.title, step.note, f"{step.href}#b-{reached}", slug=step.slug, summary=step.summary)


def minutes_left(units: Sequence[dict[str, Any]]) -> int:
    """Minutes of the units not done yet."""
    return sum(unit["minutes"] for unit in units if not unit["completed_at"])
