"""Pictures of progress and their words."""

import itertools

import pytest

from home.pictures import Part, arches, ring


@pytest.mark.parametrize(
    ("done", "total", "percent"),
    [(0, 7, 0), (4, 7, 57), (6, 7, 85), (7, 7, 100), (9, 7, 100), (0, 0, 0), (-1, 4, 0), (999, 1000, 99)],
)
def test_only_all_of_it_is_a_hundred_per_cent(done: int, total: int, percent: int) -> None:
    assert ring(done, total, "Finding the fit").percent == percent
    assert Part("x", done, total).percent == percent


def test_a_ring_says_what_it_shows() -> None:
    assert ring(4, 7, "Finding the fit").sentence == "Finding the fit: 57 per cent done"


def test_arches_stand_inside_each_other_with_their_words() -> None:
    picture = arches([Part("Orientation", 5, 5), Part("Core modules", 4, 7), Part("Practice", 35, 100, "35%")])
    assert [arch.state for arch in picture.arches] == ["Done", "4 of 7", "35%"]
    assert [arch.tone for arch in picture.arches] == ["pine", "clay", "plum"]
    left_feet = [int(arch.d[1:].split()[0]) for arch in picture.arches]
    assert left_feet == sorted(left_feet)
    assert min(b - a for a, b in itertools.pairwise(left_feet)) > picture.stroke
    assert picture.sentence == "Progress: Orientation: Done; Core modules: 4 of 7; Practice: 35%."


def test_a_fifth_arch_is_not_drawn() -> None:
    assert len(arches([Part(str(n), n, 5) for n in range(5)]).arches) == 4
