"""Walking through a case: which scene or ending a path of choices leads to. Pure; the rules of a case hold here."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from learning.vignette_rules import Content

PATH = re.compile(r"[1-9][0-9]{0,2}(-[1-9][0-9]{0,2}){0,99}")
WORDS_A_MINUTE = 180
LETTERS = "ABCDEFGHIJ"


@dataclass(frozen=True)
class Step:
    """A scene that was played, and what was chosen in it. `before` is the path that leads to the scene."""

    scene: Mapping[str, Any]
    choice: Mapping[str, Any]
    before: str


@dataclass(frozen=True)
class Story:
    """A path as far as the case follows it."""

    steps: tuple[Step, ...]
    path: tuple[int, ...]
    scene: Mapping[str, Any] | None
    ending: Mapping[str, Any] | None
    is_whole: bool

    @property
    def written(self) -> str:
        """The path as addresses carry it."""
        return written(self.path)

    @property
    def last(self) -> Step | None:
        """The step that led here."""
        return self.steps[-1] if self.steps else None

    @cached_property
    def choices(self) -> list[dict[str, Any]]:
        """What can be done now, each with its number and letter."""
        found = self.scene["choices"] if self.scene else []
        return [
            {"number": number, "letter": LETTERS[number - 1 : number], **choice}
            for number, choice in enumerate(found, 1)
        ]


def written(path: tuple[int, ...]) -> str:
    """3-1-2: the first choice was the third, and so on."""
    return "-".join(map(str, path))


def parsed(text: str) -> tuple[int, ...] | None:
    """The path in an address; None when it is none."""
    if not text:
        return ()
    return tuple(map(int, text.split("-"))) if PATH.fullmatch(text) else None


def walk(case: Content, path: tuple[int, ...]) -> Story:
    """Follow the path from the first scene; what the case doesn't know is left off, and the story is not whole."""
    scenes = {scene["key"]: scene for scene in reversed(case["scenes"])}
    endings = {ending["key"]: ending for ending in case["endings"]}
    key, steps = case["scenes"][0]["key"], []
    for place, number in enumerate(path):
        scene = scenes.get(key)
        if scene is None or number > len(scene["choices"]):
            break
        choice = scene["choices"][number - 1]
        steps.append(Step(scene, choice, written(path[:place])))
        key = choice["goes_to"]
    taken = path[: len(steps)]
    return Story(tuple(steps), taken, scenes.get(key), endings.get(key), taken == path)


def minutes(case: Content) -> int:
    """How long the longest way through takes to read, choices included."""
    scenes = {scene["key"]: scene for scene in case["scenes"]}
    lengths = {ending["key"]: _count(ending["text"], ending["why"]) for ending in case["endings"]}

    def longest(key: str) -> int:
        if key not in lengths:
            scene = scenes[key]
            own = _count(scene["text"], *(choice["text"] for choice in scene["choices"]))
            lengths[key] = own + max(
                _count(item["consequence"]) + longest(item["goes_to"]) for item in scene["choices"]
            )
        return lengths[key]

    words = _count(case["opening"]) + longest(case["scenes"][0]["key"])
    return max(1, math.ceil(words / WORDS_A_MINUTE))


def _count(*texts: str) -> int:
    return sum(len(text.split()) for text in texts)
