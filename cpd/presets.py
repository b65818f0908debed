"""What regulators ask for, read once from presets.toml: data, with the place where each was read."""

from __future__ import annotations

import datetime
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("presets.toml")


@dataclass(frozen=True)
class Share:
    """What share of a group's time counts, for groups of up to so many members; the last one has no end."""

    share: str
    up_to: int | None = None


@dataclass(frozen=True)
class Rule:
    """One thing asked for. The words of presets.toml say what each field means."""

    label: str
    label_cy: str
    measure: str
    least: int
    note: str = ""
    note_cy: str = ""
    activities: frozenset[str] = frozenset()
    formats: frozenset[str] = frozenset()
    largest_group: int | None = None
    credit: tuple[Share, ...] = ()
    per: str = "period"
    years_from: int = 1
    years_to: int | None = None
    months: int = 0
    reflected: bool = False
    benefit: bool = False

    def label_in(self, language: str) -> str:
        """In the language."""
        return self.label_cy if language == "cy" else self.label

    def note_in(self, language: str) -> str:
        """In the language."""
        return self.note_cy if language == "cy" else self.note


@dataclass(frozen=True)
class Preset:
    """One body's rules, and where and when they were read."""

    code: str
    name: str
    name_cy: str
    body: str
    years: int
    source: str
    looked_at: datetime.date
    rules: tuple[Rule, ...] = field(default_factory=tuple)

    def name_in(self, language: str) -> str:
        """In the language."""
        return self.name_cy if language == "cy" else self.name


@cache
def presets() -> dict[str, Preset]:
    """All of them by code, in the order of the file."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {row["code"]: _preset(row) for row in read["preset"]}


def _preset(row: dict[str, Any]) -> Preset:
    rules = tuple(_rule(rule) for rule in row["rule"])
    return Preset(**{name: value for name, value in row.items() if name != "rule"}, rules=rules)


def _rule(row: dict[str, Any]) -> Rule:
    made = dict(row)
    for name in ("activities", "formats"):
        made[name] = frozenset(row.get(name, ()))
    made["credit"] = tuple(Share(**share) for share in row.get("credit", ()))
    return Rule(**made)
