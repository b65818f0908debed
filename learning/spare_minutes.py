"""What fits into a few minutes. Pure: units go on where the learner is, and nothing is longer than what was asked.

The order: the module under way, then what is assigned, then three questions that are due, then resources near to it.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from typing import NamedTuple

CHOICES = (5, 10, 20)
USUAL = 10
MOST_UNITS = 2
MOST = 4


class Pick(NamedTuple):
    """Something to do in a few minutes. `kind` is unit, fresh or resource; `under` says where it belongs."""

    kind: str
    title: str
    under: str
    minutes: int
    href: str
    language: str


def asked(text: str) -> int:
    """The minutes somebody has: one of the choices, or the usual."""
    return int(text) if text in {str(choice) for choice in CHOICES} else USUAL


def picks(minutes: int, modules: Iterable[Sequence[Pick]], fresh: Pick | None, resources: Sequence[Pick]) -> list[Pick]:
    """Of each module the first unit left that fits, in the order of the modules; then the rest as far as it fits."""
    units = [fit for units in modules if (fit := next((unit for unit in units if unit.minutes <= minutes), None))]
    others = [fresh, *resources] if fresh else list(resources)
    return [*units[:MOST_UNITS], *(other for other in others if other.minutes <= minutes)][:MOST]


def of_the_day(resources: Sequence[Pick], seed: str) -> list[Pick]:
    """The same order all day, another one tomorrow, so that the shelf comes round."""
    ordered = sorted(resources)
    random.Random(seed).shuffle(ordered)  # noqa: S311 - variety, not secrecy
    return ordered
