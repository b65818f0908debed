"""A case has no loops and no dead ends: the rules against somebody who simply tries every path."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learning.story import parsed, walk, written
from learning.vignette_rules import faults, unreached_endings


def choice(target: str, text: str = "Do it") -> dict[str, str]:
    return {"text": text, "goes_to": target, "consequence": "Something happens."}


def scene(key: str, *to: str) -> dict[str, Any]:
    return {"key": key, "text": f"You are at {key}.", "choices": [choice(target) for target in to]}


def ending(key: str, **changes: str) -> dict[str, str]:
    return {"key": key, "text": "It ends.", "quality": "good", "why": "You asked first.", **changes}


ENDINGS = [ending("end")]


def case(*scenes: Any, endings: Any = ENDINGS) -> dict[str, Any]:
    return {"opening": "A Tuesday.", "scenes": list(scenes), "endings": list(endings)}


SOUND = case(scene("start", "middle", "end"), scene("middle", "end", "end"))


def test_sound_case_has_no_faults() -> None:
    assert faults(SOUND) == []


@pytest.mark.parametrize(
    ("broken", "place", "message"),
    [
        (case(scene("start", "nowhere", "end")), ("scenes", 0, 0, "goes_to"), "no scene or ending “nowhere”"),
        (case(scene("start", "end", "start")), ("scenes", 0, 1, "goes_to"), "leads back to “start”"),
        (
            case(scene("start", "a", "end"), scene("a", "b", "end"), scene("b", "end", "a")),
            ("scenes", 2, 1, "goes_to"),
            "choice 2 leads back to “a”",
        ),
        (case(scene("start", "end", "end"), scene("lost", "end", "end")), ("scenes", 1, None, "key"), "Nothing leads"),
        (case(scene("start", "end")), ("scenes", 0, None, "choices"), "has 1 choices"),
        (case(scene("start", *["end"] * 9)), ("scenes", 0, None, "choices"), "has 9 choices"),
        (case(scene("start", "end", "end"), endings=()), ("endings", 0, None, ""), "has no ending"),
        (case(), ("scenes", 0, None, ""), "has no scene"),
        (case(scene("start", "end", "end"), scene("start", "end", "end")), ("scenes", 1, None, "key"), "there twice"),
        (case(scene("end", "end", "end")), ("endings", 0, None, "key"), "there twice"),
        (
            case(scene("start", "end", "end"), endings=[ending("end", why="  ")]),
            ("endings", 0, None, "why"),
            "doesn't say why",
        ),
        (
            case(scene("start", "end", "end"), endings=[ending("end", quality="fine")]),
            ("endings", 0, None, "quality"),
            "good, mixed or poor",
        ),
        (case(scene("start", "end", "end"), endings=[ending("end", text="")]), ("endings", 0, None, "text"), "nothing"),
        (
            case({"key": "start", "text": "", "choices": [choice("end"), choice("end")]}),
            ("scenes", 0, None, "text"),
            "says nothing",
        ),
        (
            case({"key": "start", "text": "Here.", "choices": [choice("end"), choice("end", " ")]}),
            ("scenes", 0, 1, "text"),
            "choice 2 has no words",
        ),
    ],
)
def test_fault_names_its_place_and_its_reason(broken: Any, place: tuple[Any, ...], message: str) -> None:
    found = [fault for fault in faults(broken) if message in fault.message]
    assert [(fault.part, fault.place, fault.choice, fault.field) for fault in found] == [place]


def test_ending_that_nobody_reaches_is_a_warning_and_no_fault() -> None:
    spare = case(scene("start", "end", "end"), endings=[ending("end"), ending("spare")])
    assert faults(spare) == []
    assert unreached_endings(spare) == ["spare"]


KEYS = ["a", "b", "c", "d", "e"]
TARGETS = [*KEYS, "x", "y", "nowhere"]


@st.composite
def cases(draw: Any) -> dict[str, Any]:
    """Any small graph: sound ones, loops, lost scenes, and arrows to nothing."""
    keys = KEYS[: draw(st.integers(1, len(KEYS)))]
    onward = draw(st.booleans())  # half of the graphs lead onwards only, so that many are sound
    scenes = []
    for place, key in enumerate(keys):
        possible = [*keys[place + 1 :], "x", "y"] if onward else TARGETS
        scenes.append(scene(key, *draw(st.lists(st.sampled_from(possible), min_size=1, max_size=3))))
    return case(*scenes, endings=[ending(key) for key in draw(st.sampled_from([["x", "y"], ["x"], []]))])


def every_path(graph: dict[str, list[str]], start: str) -> list[list[str]]:
    """By hand: go on until there is nowhere to go, or where one has been comes again."""
    found, waiting = [], [[start]]
    while waiting:
        path = waiting.pop()
        onward = [] if path[-1] in path[:-1] else graph.get(path[-1], [])
        waiting += [[*path, target] for target in onward]
        if not onward:
            found.append(path)
    return found


@settings(max_examples=300)
@given(cases())
def test_rules_say_what_trying_every_path_says(broken: dict[str, Any]) -> None:
    graph = {scene["key"]: [choice["goes_to"] for choice in scene["choices"]] for scene in broken["scenes"]}
    ends = {ending["key"] for ending in broken["endings"]}
    paths = every_path(graph, broken["scenes"][0]["key"])
    from_anywhere = [path for key in graph for path in every_path(graph, key)]
    seen = {key for path in paths for key in path}
    messages = [str(fault) for fault in faults(broken)]
    assert any("leads back" in text for text in messages) == any(path[-1] in path[:-1] for path in from_anywhere)
    assert sum("Nothing leads" in text for text in messages) == len(set(graph) - seen)
    assert any("there is no scene or ending" in text for text in messages) == any(
        path[-1] not in ends | set(graph) for path in from_anywhere
    )
    assert set(unreached_endings(broken)) == ends - seen
    if not messages:
        assert all(path[-1] in ends for path in paths)
        assert all(len(scene["choices"]) >= 2 for scene in broken["scenes"])


@settings(max_examples=200)
@given(cases(), st.lists(st.integers(1, 4), max_size=6))
def test_walk_goes_exactly_as_far_as_the_case_does(played: dict[str, Any], taken: list[int]) -> None:
    story = walk(played, tuple(taken))
    assert story.path == tuple(taken)[: len(story.path)]
    assert parsed(story.written) == story.path
    for step, number in zip(story.steps, story.path, strict=True):
        assert step.choice == step.scene["choices"][number - 1]
        assert walk(played, parsed(step.before) or ()).scene == step.scene
    if story.is_whole is False:
        assert story.scene is None or taken[len(story.path)] > len(story.scene["choices"])


@given(st.text(max_size=20))
def test_any_text_is_a_path_or_none(text: str) -> None:
    path = parsed(text)
    assert path is None or written(path) == text
