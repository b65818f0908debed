"""The drawing of the fit circle: nothing overlaps, nothing is cut, everything is said in words."""

import itertools

import pytest

from learning import fit

LONG = "Caregiver B believes that waking caregiver A will make her ill again, as it did in March and in May"
SYSTEMS = ["family", "school", "peers", "individual", "community"]
WEIGHTS = ["key", "supporting", "strength"]


def drivers(count: int, text: str = "Two older friends wait at the gate with food and a vape") -> list[fit.Driver]:
    return [
        fit.Driver(
            SYSTEMS[n % 5], SYSTEMS[n % 5].title(), f"{text} {n}", WEIGHTS[n % 3], f"{WEIGHTS[n % 3].title()} driver"
        )
        for n in range(count)
    ]


def boxes_overlap(a: fit.Node, b: fit.Node) -> bool:
    return a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height


def touches_core(core: fit.Core, node: fit.Node) -> bool:
    nearest_x = max(node.x, min(core.x, node.x + node.width))
    nearest_y = max(node.y, min(core.y, node.y + node.height))
    return (nearest_x - core.x) ** 2 + (nearest_y - core.y) ** 2 < core.radius**2


@pytest.mark.parametrize("draw", [fit.wide, fit.narrow])
@pytest.mark.parametrize("text", ["Tired", "Two older friends wait at the gate with food and a vape", LONG])
@pytest.mark.parametrize("count", range(13))
def test_boxes_stand_apart_inside_the_picture(draw: object, text: str, count: int) -> None:
    layout = draw("Leaves school at about 12:40 and does not return, 9 of 20 days", drivers(count, text))  # type: ignore[operator]
    assert len(layout.nodes) == len(layout.links) == count
    for node in layout.nodes:
        assert node.x >= 0
        assert node.y >= 0
        assert node.x + node.width <= layout.width
        assert node.y + node.height <= layout.height
        assert not touches_core(layout.core, node)
    for a, b in itertools.combinations(layout.nodes, 2):
        assert not boxes_overlap(a, b)
    assert layout.core.y - layout.core.radius >= 0
    assert layout.core.y + layout.core.radius <= layout.height


@pytest.mark.parametrize("draw", [fit.wide, fit.narrow])
def test_text_stays_inside_its_box_and_none_is_lost(draw: object) -> None:
    layout = draw("Misses first lesson, 4 days of 5", drivers(8, LONG))  # type: ignore[operator]
    for node in layout.nodes:
        for line in (*node.head, *node.lines):
            assert fit.text_width(line.text, layout.size) <= node.width
            assert node.y < line.y < node.y + node.height
        assert LONG in " ".join(line.text for line in node.lines)


def test_the_smallest_text_is_large_enough_on_the_narrowest_screen() -> None:
    inner_width_at_320_pixels = 320 - 2 * 16 - 2 * 10 - 2
    narrow = fit.narrow("Misses first lesson", drivers(6))
    assert narrow.size * inner_width_at_320_pixels / narrow.width >= 13.5
    assert fit.wide("Misses first lesson", drivers(6)).size * 37 * 16 / 680 >= 13.45


@pytest.mark.parametrize("behaviour", ["Late", "Misses first lesson, 4 days of 5", LONG])
def test_the_behaviour_fits_its_circle(behaviour: str) -> None:
    radius, lines = fit.circle_text(behaviour, 15.5)
    assert " ".join(lines) == behaviour
    for index, line in enumerate(lines):
        offset = abs(index - (len(lines) - 1) / 2) * fit.LINE
        assert (fit.text_width(line, 15.5) / 2) ** 2 + offset**2 < radius**2


def test_a_word_longer_than_a_line_is_cut_and_kept() -> None:
    lines = fit.wrap("Llanfairpwllgwyngyllgogerychwyrndrobwll", 100, 15.5)
    assert len(lines) > 1
    assert "".join(lines) == "Llanfairpwllgwyngyllgogerychwyrndrobwll"
    assert all(fit.text_width(line, 15.5) <= 100 for line in lines)


def test_weight_is_told_by_words_and_by_line_never_by_colour_alone() -> None:
    key, supporting, strength = (fit.Driver("family", "Family", "x", w, w.title()) for w in WEIGHTS)
    assert (key.heading, supporting.heading, strength.heading) == ("Family · key", "Family", "Family · strength")
    assert [link.weight for link in fit.wide("x", [key, supporting, strength]).links] == WEIGHTS


def test_the_sentence_says_all_that_the_picture_shows() -> None:
    sentence = fit.sentence("Misses first lesson.", drivers(3, "Reason"))
    assert sentence.startswith("Fit circle. In the middle: Misses first lesson.")
    for part in ("Family, key driver: Reason 0", "School: Reason 1", "Peers, strength driver: Reason 2"):
        assert part in sentence


def test_an_empty_circle_is_still_a_picture() -> None:
    assert fit.sentence("Late", []) == "Fit circle. In the middle: Late."
    assert fit.narrow("Late", []).height > 0
