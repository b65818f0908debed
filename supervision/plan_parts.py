"""The lines of a development plan, as they are stored. Pure."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from supervision.summary.sections import Line


@dataclass(frozen=True, kw_only=True)
class Need(Line):
    """A skill to come on with, how one knows, and the fit: what stands in its way."""

    skill: str = ""
    evidence: str = ""
    fit: str = ""


@dataclass(frozen=True, kw_only=True)
class PlanGoal(Line):
    """What an observer would see, how it will be seen, by when, and what became of it."""

    text: str = ""
    method: str = "field"
    due: str = ""
    status: str = "open"


@dataclass(frozen=True, kw_only=True)
class Arranged(Line):
    """Practice arranged: a rehearsal, an observation, `module:<key>` or `resource:<key>`; what exactly, and by when."""

    kind: str = ""
    text: str = ""
    due: str = ""


PARTS: dict[str, type[Line]] = {"needs": Need, "goals": PlanGoal, "arranged": Arranged}


def stored(lines: Any) -> list[dict[str, Any]]:
    """Lines as JSON keeps them."""
    return [asdict(line) for line in lines]


def opened(name: str, lines: Any) -> list[Any]:
    """Lines of a part, from what was stored."""
    return [PARTS[name].read(line) for line in lines or ()]
