"""What makes a branching case playable: the one rule for the editor, the importer and publication. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

QUALITIES = ("good", "mixed", "poor")
FEWEST_CHOICES = 2
MOST_CHOICES = 8
MOST_SCENES = 60

# A case as data: {"opening": text, "scenes": [{"key", "text", "choices": [{"text", "goes_to", "consequence"}]}],
# "endings": [{"key", "text", "quality", "why"}]}. It starts at its first scene.
Content = Mapping[str, Any]


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: a scene or ending by its place in the case, and there a choice or a field."""

    message: str
    part: str = ""  # scenes, endings, or nothing for the case as a whole
    place: int = 0
    choice: int | None = None
    field: str = ""

    def __str__(self) -> str:
        return self.message


def faults(case: Content) -> list[Fault]:
    """Everything that would leave a player stuck, lost or without a reason; none means that every path ends."""
    found = [*_amounts(case), *_keys(case), *_scene_words(case), *_ending_words(case), *_targets(case)]
    graph = targets(case)
    found += _loops(case, graph)
    found += _unreached_scenes(case, graph)
    return found


def unreached_endings(case: Content) -> list[str]:
    """Keys of endings that no path leads to: worth a warning, harmless to players."""
    seen = _reached(case, targets(case))
    return [ending["key"] for ending in case["endings"] if ending["key"] not in seen]


def targets(case: Content) -> dict[str, list[str]]:
    """Where each scene's choices lead, in order; of two scenes with one key the first counts."""
    graph: dict[str, list[str]] = {}
    for scene in case["scenes"]:
        graph.setdefault(scene["key"], [choice["goes_to"] for choice in scene["choices"]])
    return graph


def shape(case: Content) -> tuple[Any, ...]:
    """The branches without the words: equal in every language."""
    return list(targets(case).items()), [(ending["key"], ending["quality"]) for ending in case["endings"]]


def _amounts(case: Content) -> Iterator[Fault]:
    if not case["scenes"]:
        yield Fault(_("The case has no scene."), "scenes")
    if not case["endings"]:
        yield Fault(_("The case has no ending."), "endings")
    if len(case["scenes"]) > MOST_SCENES:
        yield Fault(_("The case has more than %(most)d scenes.") % {"most": MOST_SCENES}, "scenes", MOST_SCENES)
    if len(case["endings"]) > MOST_SCENES:
        yield Fault(_("The case has more than %(most)d endings.") % {"most": MOST_SCENES}, "endings", MOST_SCENES)
    for place, scene in enumerate(case["scenes"]):
        count = len(scene["choices"])
        if not FEWEST_CHOICES <= count <= MOST_CHOICES:
            text = _("Scene “%(key)s” has %(count)d choices; a scene has from %(fewest)d to %(most)d.")
            values = {"key": scene["key"], "count": count, "fewest": FEWEST_CHOICES, "most": MOST_CHOICES}
            yield Fault(text % values, "scenes", place, field="choices")


def _keys(case: Content) -> Iterator[Fault]:
    taken: set[str] = set()
    for part in ("scenes", "endings"):
        for place, item in enumerate(case[part]):
            if item["key"] in taken:
                yield Fault(_("The key “%(key)s” is there twice.") % {"key": item["key"]}, part, place, field="key")
            taken.add(item["key"])


def _scene_words(case: Content) -> Iterator[Fault]:
    for place, scene in enumerate(case["scenes"]):
        if not scene["text"].strip():
            text = _("Scene “%(key)s” says nothing.")
            yield Fault(text % {"key": scene["key"]}, "scenes", place, field="text")
        for number, choice in enumerate(scene["choices"]):
            if not choice["text"].strip():
                text = _("Scene “%(key)s”: choice %(number)d has no words.")
                yield Fault(text % {"key": scene["key"], "number": number + 1}, "scenes", place, number, "text")


def _ending_words(case: Content) -> Iterator[Fault]:
    for place, ending in enumerate(case["endings"]):
        values = {"key": ending["key"]}
        if not ending["text"].strip():
            yield Fault(_("Ending “%(key)s” says nothing.") % values, "endings", place, field="text")
        if not ending["why"].strip():
            text = _("Ending “%(key)s” doesn't say why it is good, mixed or poor.")
            yield Fault(text % values, "endings", place, field="why")
        if ending["quality"] not in QUALITIES:
            yield Fault(
                _("Ending “%(key)s” has to be good, mixed or poor.") % values, "endings", place, field="quality"
            )


def _targets(case: Content) -> Iterator[Fault]:
    known = {item["key"] for part in ("scenes", "endings") for item in case[part]}
    for place, scene in enumerate(case["scenes"]):
        for number, choice in enumerate(scene["choices"]):
            if choice["goes_to"] not in known:
                text = _("Scene “%(key)s”, choice %(number)d: there is no scene or ending “%(target)s”.")
                values = {"key": scene["key"], "number": number + 1, "target": choice["goes_to"]}
                yield Fault(text % values, "scenes", place, number, "goes_to")


def _loops(case: Content, graph: dict[str, list[str]]) -> Iterator[Fault]:
    """One fault for each choice that leads back to where one has been."""
    places = {scene["key"]: place for place, scene in reversed(list(enumerate(case["scenes"])))}
    for key, number, target in backward(graph):
        text = _("Scene “%(key)s”, choice %(number)d leads back to “%(target)s”: a case has no loops.")
        values = {"key": key, "number": number + 1, "target": target}
        yield Fault(text % values, "scenes", places[key], number, "goes_to")


def backward(graph: dict[str, list[str]]) -> Iterator[tuple[str, int, str]]:
    """Depth first from every scene: an arrow to a scene that is still open closes a loop."""
    done: set[str] = set()
    for start, first in graph.items():
        if start in done:
            continue
        open_, way = {start}, [(start, iter(enumerate(first)))]
        while way:
            key, arrows = way[-1]
            number, target = next(arrows, (-1, ""))
            if number < 0:
                way.pop()
                open_.discard(key)
                done.add(key)
            elif target in open_:
                yield key, number, target
            elif target in graph and target not in done:
                open_.add(target)
                way.append((target, iter(enumerate(graph[target]))))


def _reached(case: Content, graph: dict[str, list[str]]) -> set[str]:
    waiting = [scene["key"] for scene in case["scenes"][:1]]
    seen: set[str] = set()
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen.add(key)
            waiting += graph.get(key, [])
    return seen


def _unreached_scenes(case: Content, graph: dict[str, list[str]]) -> Iterator[Fault]:
    seen = _reached(case, graph)
    for place, scene in enumerate(case["scenes"]):
        if scene["key"] not in seen:
            text = _("Nothing leads to scene “%(key)s”.")
            yield Fault(text % {"key": scene["key"]}, "scenes", place, field="key")
