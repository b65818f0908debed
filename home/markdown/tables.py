"""Pipe tables: a row of column names, a row of dashes, then rows. Cells keep their marks as written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

RULE = re.compile(r"^\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?$")
CELL_END = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class Table:
    """Column names and rows, all rows as long as the columns; `faults` are (line offset, message)."""

    columns: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)


def is_table(content: str) -> bool:
    """Starts as a table does."""
    return content.lstrip().startswith("|")


def parse_table(content: str) -> Table:
    """The first table in the content; a row too short is filled, one too long is a fault and is cut."""
    lines = content.strip("\n").split("\n")
    if len(lines) < 2 or not RULE.match(lines[1].strip()):
        return Table(faults=[(0, "A table has a row of column names, then a row of dashes.")])
    columns = _cells(lines[0])
    rows: list[list[str]] = []
    faults: list[tuple[int, str]] = []
    for offset, line in enumerate(lines[2:], 2):
        cells = _cells(line)
        if len(cells) > len(columns):
            faults.append((offset, f"This row has {len(cells)} cells; the table has {len(columns)} columns."))
        rows.append((cells + [""] * len(columns))[: len(columns)])
    return Table(columns, rows, faults)


def write_table(columns: list[str], rows: list[list[str]]) -> str:
    """The canonical way to write a table."""
    rule = "|" + "---|" * len(columns)
    return "\n".join([_row(columns), rule, *(_row(row) for row in rows)])


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [cell.strip().replace("\\|", "|") for cell in CELL_END.split(inner)]


def _row(cells: list[str]) -> str:
    written = (" ".join(cell.split()).replace("|", "\\|") for cell in cells)
    return "|" + "|".join(f" {cell} " if cell else " " for cell in written) + "|"
