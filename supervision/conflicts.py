"""Two people wrote the same record: what only one changed is taken as it is, what both changed is asked. Pure.

A form carries for each field a mark of what it was when the form was opened. With that, a later save can tell who
changed what, without any older version being kept.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MARK = re.compile(r"[0-9a-f]{20}")
MINE, THEIRS, BOTH = "mine", "theirs", "both"
# In a line, what is chosen from a list; the rest is text.
CHOSEN = frozenset(
    {"key", "outcome", "driver", "overarching", "behaviour", "carries", "system", "focus", "of", "source", "weight"}
    | {"status"}
)


@dataclass(frozen=True)
class Meeting:
    """How two sets of values meet: `asked` were changed by both, `taken` only by the other, `values` is the best guess.

    Where somebody has to be asked, `values` holds one's own.
    """

    values: dict[str, Any] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()


def mark(value: Any) -> str:
    """Short sign of a value, to see later whether it is still the same."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def known_marks(sent: Mapping[str, Any]) -> dict[str, str]:
    """The marks among what a form carried along; what is none is left out, so that nothing else is ever kept."""
    return {name: value for name, value in sent.items() if isinstance(value, str) and MARK.fullmatch(value)}


def met(mine: Mapping[str, Any], theirs: Mapping[str, Any], marks: Mapping[str, str]) -> Meeting:
    """Field by field. A field whose mark is not known counts as changed by both."""
    values: dict[str, Any] = {}
    asked, taken = [], []
    for name, value in mine.items():
        values[name] = value
        other, was = theirs.get(name), marks.get(name, "")
        if mark(value) == mark(other) or mark(other) == was:
            continue
        if mark(value) == was:
            values[name] = other
            taken.append(name)
        else:
            asked.append(name)
    return Meeting(values, tuple(asked), tuple(taken))


def settled(choices: Mapping[str, str], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """One's own values, but for the fields where theirs, or both, were chosen."""
    values = dict(mine)
    for name, choice in choices.items():
        if name in values and choice == THEIRS:
            values[name] = theirs.get(name)
        elif name in values and choice == BOTH:
            values[name] = joined(values[name], theirs.get(name))
    return values


def joined(mine: Any, theirs: Any) -> Any:
    """Both, losing no word of either: theirs first. Of two ticks or numbers in one place, one's own counts."""
    if isinstance(mine, str) and isinstance(theirs, str):
        return "\n\n".join(dict.fromkeys(text for text in (theirs, mine) if text.strip()))
    if isinstance(mine, list) and isinstance(theirs, list):
        return _lines(mine, theirs)
    return mine


def _lines(mine: list[Any], theirs: list[Any]) -> list[Any]:
    """Lines with a key meet by it; others are kept once each."""
    if not all(isinstance(line, dict) for line in [*mine, *theirs]):
        return sorted({*mine, *theirs}, key=str)
    own = {line["key"]: line for line in mine}
    both = [_line(own.pop(line["key"], line), line) for line in theirs]
    return [*both, *own.values()]


def _line(mine: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    return {**theirs, **{name: _word(name, value, theirs.get(name)) for name, value in mine.items()}}


def _word(name: str, mine: Any, theirs: Any) -> Any:
    if name in CHOSEN or not (isinstance(mine, str) and isinstance(theirs, str)):
        return mine
    return " / ".join(dict.fromkeys(text for text in (theirs, mine) if text.strip()))
