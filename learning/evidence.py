"""Evidence a module may ask for besides its check: other rooms register the kinds they can see, and are asked.

A module and each of its editions name what they ask for by code. A kind says yes or no about an enrolment, as a
condition in its statement, so that asking for many costs one; nothing of the record that it saw comes with the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists


@dataclass(frozen=True)
class Kind:
    """`label` is for whoever sets the module's rules; `needed` tells a learner what to do, and with whom.

    `given` makes the condition: OuterRefs are an enrolment's `user`, `module_key` and `since`, the day it counts from.
    """

    code: str
    label: Any
    needed: Any
    given: Callable[[], Exists]


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Add kinds; a code stands for one kind. Codes stay for ever, as published editions name them."""
    _kinds.update({kind.code: kind for kind in kinds})


def choices() -> list[tuple[str, Any]]:
    """Codes and labels, in the order of registration."""
    return [(kind.code, kind.label) for kind in _kinds.values()]


def codes() -> frozenset[str]:
    """Every code there is."""
    return frozenset(_kinds)


def kinds_of(asked: Iterable[str]) -> list[Kind]:
    """The kinds behind an edition's codes."""
    return [_kinds[code] for code in asked]
