"""A case seen from above: its branches as a drawing, and as a script to read or print. Pure; faults do no harm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from learning.story import LETTERS
from learning.vignette_rules import Content, backward, targets

WIDE, HIGH, GAP, DROP = 132, 36, 14, 46  # a box, the space beside it, and the space to the next row
LONGEST = 19


@dataclass(frozen=True)
class Box:
    """A scene or an ending in the drawing; `tone` is scene, good, mixed, poor or lost."""

    key: str
    label: str
    tone: str
    x: float
    y: float

    @property
    def middle(self) -> float:
        """Where arrows come in and go out."""
        return self.x + WIDE / 2

    @property
    def text_y(self) -> float:
        """The line that the label stands on."""
        return self.y + HIGH / 2 + 4


@dataclass(frozen=True)
class Drawing:
    """Boxes row by row, and the arrows between them as SVG paths."""

    boxes: list[Box]
    arrows: list[str]
    width: float
    height: float


def drawing(case: Content) -> Drawing:
    """Every row one choice further from the start; what nothing leads to stands in the first row."""
    tones = {scene["key"]: "scene" for scene in case["scenes"]}
    tones |= {ending["key"]: ending["quality"] for ending in case["endings"]}
    arrows = _onward(case)
    rows = _rows(list(tones), arrows)
    width = max((len(row) for row in rows), default=1) * (WIDE + GAP) - GAP
    boxes = {
        key: Box(key, _short(key), tones[key] or "lost", left, 1 + number * (HIGH + DROP))
        for number, row in enumerate(rows)
        for key, left in zip(row, _lefts(len(row), width), strict=True)
    }
    curves = [_curve(boxes[one], boxes[other]) for one, other in arrows]
    return Drawing(list(boxes.values()), curves, width + 2, len(rows) * (HIGH + DROP) - DROP + 2)


def _onward(case: Content) -> list[tuple[str, str]]:
    """Arrows between what is there, each once; those that lead back are left out."""
    graph = targets(case)
    back = {(key, target) for key, _number, target in backward(graph)}
    known = set(graph) | {ending["key"] for ending in case["endings"]}
    found = [(key, target) for key, to in graph.items() for target in to if target in known]
    return [arrow for arrow in dict.fromkeys(found) if arrow not in back]


def _rows(keys: Sequence[str], arrows: list[tuple[str, str]]) -> list[list[str]]:
    """By the longest way from the start, and in each row under what leads there."""
    depth = dict.fromkeys(keys, 0)
    for _round in keys:
        for one, other in arrows:
            depth[other] = max(depth[other], depth[one] + 1)
    rows: list[list[str]] = [[] for _row in range(max(depth.values(), default=0) + 1)]
    for key in keys:
        rows[depth[key]].append(key)
    place: dict[str, float] = {}
    for row in rows:
        above = {key: [place[one] for one, other in arrows if other == key and one in place] for key in row}
        row.sort(key=lambda key: sum(above[key]) / len(above[key]) if above[key] else 0)
        place |= {key: (number + 0.5) / len(row) for number, key in enumerate(row)}
    return rows


def _lefts(count: int, width: float) -> list[float]:
    own = count * (WIDE + GAP) - GAP
    return [1 + (width - own) / 2 + number * (WIDE + GAP) for number in range(count)]


def _short(key: str) -> str:
    words = key.replace("_", " ")
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def _curve(one: Box, other: Box) -> str:
    start, end = one.y + HIGH, other.y
    bend = max(DROP / 2, (end - start) / 2)
    from_, to = f"{one.middle:g} {start:g}", f"{other.middle:g} {end:g}"
    return f"M{from_}C{one.middle:g} {start + bend:g} {other.middle:g} {end - bend:g} {to}"


def script(case: Content, prefix: str = "") -> dict[str, Any]:
    """The whole case to read: scenes by number, endings by letter, where each choice leads. Ids begin with `prefix`."""
    places: dict[str, dict[str, Any]] = {}
    for number, scene in enumerate(case["scenes"], 1):
        places.setdefault(scene["key"], {"number": number, "kind": "scene", "anchor": f"{prefix}scene-{scene['key']}"})
    for number, ending in enumerate(case["endings"], 1):
        anchor = {"number": number, "kind": "ending", "anchor": f"{prefix}ending-{ending['key']}"}
        places.setdefault(ending["key"], anchor | {"quality": ending["quality"]})
    scenes = [
        {
            **scene,
            **places[scene["key"]],
            "choices": [
                {**choice, "letter": LETTERS[place : place + 1], "to": places.get(choice["goes_to"])}
                for place, choice in enumerate(scene["choices"])
            ],
        }
        for scene in case["scenes"]
    ]
    endings = [{**ending, **places[ending["key"]]} for ending in case["endings"]]
    return {"opening": case["opening"], "scenes": scenes, "endings": endings}
