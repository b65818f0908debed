"""Small numbers stay hidden from those not entitled to names, also between any two answers."""

import itertools
import random

import pytest

from pathways.overview.heatmap import Column, Count, Line, named, pooled, tallies
from pathways.overview.pooling import LEAST, part
from pathways.overview.tallies import Tally

RANDOM = random.Random(20_261_201)
WORDS = "Small teams together"


def world(teams: int, requirements: int) -> tuple[list[Line], list[Column], list[Count]]:
    """Teams of one to nine people in two organisations, each person with a state of their own for each requirement."""
    lines = [Line(f"Team {n}", organisation=n % 2, team=n, public_id=str(n)) for n in range(teams)]
    lines += [Line("Whole organisation", organisation=n, kind="whole") for n in range(2)]
    columns = [Column(n, str(n), f"R{n}") for n in range(requirements)]
    counts = []
    for line, column in itertools.product(lines, columns):
        asked = RANDOM.choice([0, 1, 2, 3, 4, 5, 6, 9])
        met = RANDOM.randint(0, asked)
        for state, people in (("in_date", met), ("overdue", asked - met), ("exempt", RANDOM.randint(0, 2))):
            if people:
                counts.append(Count(line.organisation, line.team, column.key, state, people))
    return lines, columns, counts


def answers(lines: list[Line], columns: list[Column], counts: list[Count]) -> dict[int, list[Tally]]:
    """Everything the page says about each requirement, under every choice of teams: cells and sums."""
    found = tallies(counts)
    said: dict[int, list[Tally]] = {column.key: [] for column in columns}
    for size in range(1, len(lines) + 1):
        for chosen in itertools.combinations(lines, size):
            places = frozenset((line.organisation, line.team) for line in chosen)
            heatmap = pooled(chosen, columns, found, places, WORDS)
            for column, total in heatmap.by_column:
                said[column.key].append(total)
            for line in heatmap.lines:
                for cell in line.cells:
                    if cell.tally:
                        said[cell.column.key].append(cell.tally)
    return said


@pytest.mark.parametrize("teams", [1, 2, 4, 6])
def test_no_answer_to_any_filter_tells_about_fewer_than_five_people(teams):
    for _round in range(4):
        for tallied in answers(*world(teams, 3)).values():
            assert [tally for tally in tallied if 0 < tally.asked < LEAST] == []


def test_every_answer_is_a_sum_of_whole_blocks():
    """Each choice of teams is a filter. What two of them say of a requirement differs by whole blocks of five or more."""
    for _round in range(6):
        lines, columns, counts = world(5, 2)
        found = tallies(counts)
        for column in columns:
            answered = {}
            for size in range(1, len(lines) + 1):
                for chosen in itertools.combinations(lines, size):
                    places = frozenset((line.organisation, line.team) for line in chosen)
                    answered[places] = _people(pooled(chosen, [column], found, places, WORDS), found, column)
            for one, other in itertools.combinations(answered.values(), 2):
                for part_of in (one - other, other - one, one & other):
                    people = sum(found[place, column.key].asked for place in part_of)
                    assert people == 0 or people >= LEAST


def _people(heatmap, found, column):
    """The places whose people are in the answer."""
    inside = {
        (line.organisation, line.team) for line in heatmap.lines if line.kind != "together" and line.cells[0].tally
    }
    for line in heatmap.lines:
        if line.kind == "together":
            sizes = {
                place: value.asked
                for (place, key), value in found.items()
                if key == column.key and place[0] == line.organisation
            }
            inside |= part(sizes).together
    assert sum((found[place, column.key] for place in inside), Tally()) == heatmap.total
    return frozenset(inside)


@pytest.mark.parametrize(
    ("sizes", "alone", "together", "hidden"),
    [
        ({"a": 6, "b": 7}, {"a", "b"}, set(), set()),
        ({"a": 6, "b": 3, "c": 2}, {"a"}, {"b", "c"}, set()),
        ({"a": 6, "b": 3}, set(), {"a", "b"}, set()),
        ({"a": 9, "b": 6, "c": 1}, {"a"}, {"b", "c"}, set()),
        ({"a": 4}, set(), set(), {"a"}),
        ({"a": 2, "b": 2}, set(), set(), {"a", "b"}),
        ({"a": 5, "b": 0}, {"a"}, set(), set()),
    ],
)
def test_small_groups_are_counted_together_and_take_a_large_one_in_if_they_must(sizes, alone, together, hidden):
    blocks = part(sizes)
    assert (blocks.alone, blocks.together, blocks.hidden) == (alone, together, hidden)


def test_those_entitled_to_names_get_every_figure():
    lines, columns, counts = world(4, 3)
    heatmap = named(lines, columns, tallies(counts))
    asked = sum(count.people for count in counts if count.state != "exempt")
    assert heatmap.total.asked == asked
    assert not heatmap.hidden


@pytest.mark.parametrize(
    ("met", "asked", "per_cent", "step"),
    [
        (6, 6, 100, "a"),
        (5, 6, 83, "b"),
        (199, 200, 99, "a"),
        (2, 3, 67, "c"),
        (1, 300, 1, "d"),
        (0, 4, 0, "d"),
        (4, 7, 57, "d"),
    ],
)
def test_share_is_rounded_but_never_to_everybody_or_nobody(met, asked, per_cent, step):
    tally = Tally(met, asked)
    assert (tally.per_cent, tally.step) == (per_cent, step)
