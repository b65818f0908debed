"""What makes an answer key refusable, kind by kind."""

from typing import Any

import pytest

from learning.question_rules import faults


def options(type_: str, *values: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"type": type_, **value} for value in values]


PAIR = {"left": "a", "right": "b"}


@pytest.mark.parametrize(
    ("kind", "given", "words"),
    [
        ("single", options("option", *[{"text": "a", "correct": False}] * 2), "No answer is marked as right."),
        ("single", options("item", {"text": "a"}), "takes answers only"),
        (
            "single",
            options("option", {"text": "a", "correct": True, "credit": "50"}, {"text": "b", "correct": False}),
            "100",
        ),
        ("matching", options("pair", PAIR), "at least two pairs"),
        ("matching", options("pair", PAIR, {"left": "A ", "right": "c"}), "same left side"),
        ("matching", options("pair", PAIR, {"left": "c", "right": "b"}), "nothing to match"),
        (
            "matching",
            [*options("pair", PAIR, {"left": "c", "right": "d"}), *options("distractor", {"text": "B"})],
            "right side of a pair",
        ),
        ("ordering", options("item", {"text": "a"}), "at least two items"),
        ("ordering", options("item", {"text": "a"}, {"text": " A"}), "are the same"),
        ("numeric", options("number", {"value": "1", "credit": "50"}), "No number is right"),
        ("numeric", options("number", {"value": "1", "tolerance": "-1"}), "below zero"),
        ("numeric", [], "No number is right"),
        ("short", options("accepted", {"text": "a", "credit": "0"}), "No accepted answer is right"),
        ("short", options("accepted", {"text": "*"}), "A star alone"),
        ("short", options("accepted", {"text": "a"}, {"text": " "}), "no text"),
        ("short", options("accepted", {"text": "a"}, {"text": "b", "credit": "120"}), "between 0 and 100"),
    ],
)
def test_a_faulty_answer_key_says_what_is_wrong(kind: str, given: list[dict[str, Any]], words: str) -> None:
    assert any(words in fault for fault in faults(kind, given)), faults(kind, given)
