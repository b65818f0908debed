"""What a folder says, before any of it is stored."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NAMESPACE = uuid.UUID("6f1d3f0e-3f6a-5c1e-9d53-0d6c1c2e8a10")


def key_for(*parts: object) -> uuid.UUID:
    """The same key for the same place, in every import and in every language."""
    return uuid.uuid5(NAMESPACE, "/".join(str(part) for part in parts))


@dataclass
class QuestionSource:
    """A question of the bank, or a check inside a unit. `options` are {type, …}, as in a question's content."""

    kind: str
    stem: str
    options: list[dict[str, Any]]
    rationale: str
    line: int
    unit: int | None = None
    outcome: int | None = None
    position: int = 0
    use: str = "final"
    title: str = ""
    unit_of_answer: str = ""


@dataclass
class VignetteSource:
    """A case in one language: its content as learning/vignette_rules.py takes it."""

    slug: str
    title: str
    position: int
    content: dict[str, Any]
    file: str = ""
    review: str = ""
    translation: str = ""


@dataclass
class Body:
    """A stream as it will be stored; checks, pictures and resources are still named, not yet rows."""

    stream: list[dict[str, Any]] = field(default_factory=list)
    checks: list[QuestionSource] = field(default_factory=list)
    file: str = ""


@dataclass
class UnitSource:
    """One unit in one language."""

    number: int
    slug: str
    title: str
    body: Body
    minutes: int | None = None
    outcome: int | None = None
    summary: str = ""
    review: str = ""
    translation: str = ""


@dataclass
class ModuleSource:
    """A module in one language."""

    language: str
    folder: Path
    code: str
    slug: str
    title: str
    summary: str
    audience: str
    outcomes: list[str]
    minutes: int | None
    approach: str
    pass_mark: int
    draw: int
    attempts_allowed: int | None
    fails_before_wait: int
    wait_hours: int
    time_limit: int | None
    evidence: list[str]
    repeat_months: int | None
    review: str
    review_by: datetime.date | None
    translation: str
    units: list[UnitSource]
    questions: list[QuestionSource]
    vignettes: list[VignetteSource] = field(default_factory=list)


@dataclass
class ResourceSource:
    """A resource of the library."""

    folder: Path
    slug: str
    language: str
    values: dict[str, Any]
    body: Body
