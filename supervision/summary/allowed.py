"""What a line holds besides words: keys, pointers to other lines, choices. Whatever else is sent there is no value.

Only typed texts are screened, so nothing else of a line may be able to hold a text. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import fields, replace
from typing import Any

from supervision.summary.sections import AnyLine, Sections, StartingPoint, new_key
from supervision.words import Evidence, Focus, GoalStatus, Outcome, System, Weight

KEY = re.compile(r"[0-9a-f]{32}")
POINTERS = frozenset({"behaviour", "of", "driver", "overarching", "carries"})
CHOICES: dict[str, Collection[Any]] = {
    "system": System.values,
    "source": Evidence.values,
    "focus": Focus.values,
    "weight": Weight.values,
    "status": GoalStatus.values,
    "outcome": Outcome.values,
    "confidence": (1, 2, 3),
}


def allowed(name: str, value: Any, usual: Any) -> Any:
    """The value of a field of a line, or the usual one where it is none of its list, or points to no line."""
    if name in POINTERS:
        return value if KEY.fullmatch(value) else ""
    return value if name not in CHOICES or value in CHOICES[name] else usual


def settled(sections: Sections) -> Sections:
    """The same sections with what is no key, no pointer and no choice replaced by nothing or the usual one."""
    start = sections.start
    return replace(
        sections,
        start=StartingPoint(_settled(start.behaviours), _settled(start.outcomes), _settled(start.goals)),
        last_goals=_settled(sections.last_goals),
        fit=_settled(sections.fit),
        next_goals=_settled(sections.next_goals),
    )


def _settled(lines: tuple[AnyLine, ...]) -> tuple[AnyLine, ...]:
    return tuple(_line(line) for line in lines)


def _line(line: AnyLine) -> AnyLine:
    empty = type(line)()
    chosen = [item.name for item in fields(line) if item.name in POINTERS or item.name in CHOICES]
    values: dict[str, Any] = {name: allowed(name, getattr(line, name), getattr(empty, name)) for name in chosen}
    return replace(line, key=line.key if KEY.fullmatch(line.key) else new_key(), **values)
