"""Teams by requirements as a table: plain values, made from counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pathways.overview.pooling import part
from pathways.overview.tallies import Tally, tally

Place = tuple[int, int | None]
"""An organisation, and a team of it or none: for posts of the whole organisation."""


@dataclass(frozen=True)
class Count:
    """So many people of a place stand so with a requirement."""

    organisation: int
    team: int | None
    requirement: int
    state: str
    people: int


@dataclass(frozen=True)
class Column:
    """A requirement."""

    key: int
    public_id: str
    name: str


@dataclass(frozen=True)
class Cell:
    """What stands in one place: a tally, or why there is none: `none` asked, `pooled` with others, `few` people."""

    column: Column
    tally: Tally | None = None
    because: str = ""


@dataclass(frozen=True)
class Line:
    """A team, the posts of a whole organisation, or the small teams of an organisation together."""

    name: str
    organisation: int
    team: int | None = None
    public_id: str = ""
    staff: int = 0
    kind: str = "team"
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Heatmap:
    """The table, and all of its shown cells added up."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    total: Tally = field(default_factory=Tally)
    hidden: bool = False

    @property
    def by_column(self) -> list[tuple[Column, Tally]]:
        """Each requirement over all that is shown of it."""
        found = []
        for place, column in enumerate(self.columns):
            cells = [line.cells[place].tally for line in self.lines]
            found.append((column, sum((shown for shown in cells if shown), Tally())))
        return found


Tallies = dict[tuple[Place, int], Tally]


def tallies(counts: Iterable[Count]) -> Tallies:
    """A tally for each place and requirement of which somebody is asked."""
    states: dict[tuple[Place, int], list[tuple[str, int]]] = {}
    for count in counts:
        key = ((count.organisation, count.team), count.requirement)
        states.setdefault(key, []).append((count.state, count.people))
    found = {key: tally(rows) for key, rows in states.items()}
    return {key: value for key, value in found.items() if value.asked}


def named(lines: Sequence[Line], columns: Sequence[Column], found: Tallies) -> Heatmap:
    """Every figure as it is: for those entitled to names."""
    filled = [
        _with(line, [_cell(column, found.get(((line.organisation, line.team), column.key))) for column in columns])
        for line in lines
    ]
    return _made(columns, filled)


def _cell(column: Column, value: Tally | None) -> Cell:
    return Cell(column, value) if value else Cell(column, because="none")


def pooled(
    lines: Sequence[Line], columns: Sequence[Column], found: Tallies, chosen: frozenset[Place] | None, together: str
) -> Heatmap:
    """Only blocks of five or more. `found` has every place of an organisation, whatever is `chosen` of the lines.

    The small teams of an organisation are a line of their own, named by `together`, where all of them are chosen.
    """
    shown, few = _blocks(found, columns)
    made: list[Line] = []
    for organisation in dict.fromkeys(line.organisation for line in lines):
        own = [line for line in lines if line.organisation == organisation]
        made += [_with(line, [_open_cell(line, column, found, shown) for column in columns]) for line in own]
        line = Line(together, organisation, kind="together")
        cells = [_together(organisation, column, found, shown, chosen) for column in columns]
        if any(cell.tally for cell in cells):
            made.append(_with(line, cells))
    heatmap = _made(columns, made)
    return Heatmap(heatmap.columns, heatmap.lines, heatmap.total, hidden=few)


Shown = Mapping[tuple[int, int], tuple[frozenset[Place], frozenset[Place]]]


def _blocks(found: Tallies, columns: Sequence[Column]) -> tuple[Shown, bool]:
    """For each organisation and requirement: the places shown alone, and those shown together."""
    sizes: dict[tuple[int, int], dict[Place, int]] = {}
    for (place, requirement), value in found.items():
        sizes.setdefault((place[0], requirement), {})[place] = value.asked
    blocks = {key: part(groups) for key, groups in sizes.items() if key[1] in {column.key for column in columns}}
    few = any(block.hidden for block in blocks.values())
    return {key: (block.alone, block.together) for key, block in blocks.items()}, few


def _open_cell(line: Line, column: Column, found: Tallies, shown: Shown) -> Cell:
    place = (line.organisation, line.team)
    alone, together = shown.get((line.organisation, column.key), (frozenset(), frozenset()))
    if place in alone:
        return Cell(column, found[place, column.key])
    if (place, column.key) not in found:
        return Cell(column, because="none")
    return Cell(column, because="pooled" if place in together else "few")


def _together(organisation: int, column: Column, found: Tallies, shown: Shown, chosen: frozenset[Place] | None) -> Cell:
    _alone, places = shown.get((organisation, column.key), (frozenset(), frozenset()))
    if not places or (chosen is not None and not places <= chosen):
        return Cell(column, because="none")
    return Cell(column, sum((found[place, column.key] for place in places), Tally()))


def _with(line: Line, cells: list[Cell]) -> Line:
    return Line(line.name, line.organisation, line.team, line.public_id, line.staff, line.kind, tuple(cells))


def _made(columns: Sequence[Column], lines: Sequence[Line]) -> Heatmap:
    shown = [cell.tally for line in lines for cell in line.cells if cell.tally]
    return Heatmap(tuple(columns), tuple(lines), sum(shown, Tally()))
