"""The authoring lint, kind by kind: what gives an answer away, and what trips people up."""

import uuid
from typing import Any

import pytest

from learning.services.content_warnings import warnings_of
from learning.services.drafts import gather
from tests.factories import make_module, make_question

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]
LONGEST = "The right answer is the longest in"
PLACE = "The right answer stands at place"


def options(*answers: tuple[str, bool], feedback: str = "Because.") -> list[dict[str, Any]]:
    return [part("option", text=text, correct=right, feedback=feedback) for text, right in answers]


def part(type_: str, **value: Any) -> dict[str, Any]:
    return {"type": type_, "id": str(uuid.uuid4()), "value": {"feedback": "", "credit": None, **value}}


def told(*questions: dict[str, Any]) -> list[str]:
    """What is said about a module with these questions; what is missing in its Welsh is not looked at."""
    module = make_module("M7", units=1, questions=0)
    for number, fields in enumerate(questions, 1):
        make_question(module, number=number, **{"stem": f"Question {number}?", **fields})
    drafts = gather(module.translation_key)
    return [str(finding) for finding in warnings_of(drafts[:1]) if finding.question_id]


LONG = {"options": options(("A right answer with many words", True), ("Short", False), ("Brief", False))}
PAIRS = [part("pair", left="A", right="a"), part("pair", left="B", right="b")]
EVEN = [
    {"options": options(*[(f"Answer {letter}", number == place) for number, letter in enumerate("abc")])}
    for place in (0, 1, 2, 0, 1)
]
BOTH = options(("One of the long ones", True), ("The other long one", True), ("Short", False))


@pytest.mark.parametrize(("long", "is_said"), [(2, False), (3, True)])
def test_the_right_answer_is_the_longest_in_more_than_four_of_ten(long: int, is_said: bool) -> None:
    assert any(LONGEST in words for words in told(*[LONG] * long, *EVEN[: 5 - long])) is is_said


def test_several_answers_count_where_every_right_one_is_longer_than_every_wrong_one() -> None:
    several = {"kind": "multiple", "options": BOTH}
    assert any(f"{LONGEST} 3 of 5" in words for words in told(several, several, several, *EVEN[:2]))


def test_the_right_answer_stands_at_one_place_in_more_than_half() -> None:
    assert any(PLACE in words for words in told(*[EVEN[0]] * 3, *EVEN[1:3]))


def test_uneven_places_of_a_few_questions_say_nothing() -> None:
    assert told(*[EVEN[0]] * 4) == []


def test_an_even_bank_is_quiet() -> None:
    assert told(*EVEN) == []


@pytest.mark.parametrize(("true", "is_said"), [(3, False), (4, True)])
def test_true_is_right_again_and_again(true: int, is_said: bool) -> None:
    asked = [
        {"kind": "truefalse", "options": options(("True", place < true), ("False", place >= true))}
        for place in range(5)
    ]
    assert any("“True” is right in" in words for words in told(*asked)) is is_said


@pytest.mark.parametrize(
    "fields",
    [
        {"options": options(("A", True), ("All of the above", False))},
        {"kind": "matching", "options": [*PAIRS, part("pair", left="C", right="None of the above")]},
        {"kind": "matching", "options": [*PAIRS, part("distractor", text="Any of the answers")]},
        {"kind": "ordering", "options": [part("item", text="First"), part("item", text="All of the above")]},
    ],
)
def test_all_of_the_above_is_found_in_every_kind(fields: dict[str, Any]) -> None:
    assert any("all of the above" in words for words in told(fields))


@pytest.mark.parametrize(
    "stem",
    [
        "Which is not true?",
        "Which of these is NOT a driver?",
        "Which of these is not a driver?",
        "Which of the following isn’t an overarching goal?",
        "Pa un NID yw’n wir?",
        "Pa un nad yw’n sbardun?",
    ],
)
@pytest.mark.parametrize(
    "fields",
    [{}, {"kind": "numeric", "options": [part("number", value="3", tolerance=None)]}],
)
def test_a_negative_stem_is_found_in_every_kind(stem: str, fields: dict[str, Any]) -> None:
    assert any("it asks what is not so" in words for words in told({**fields, "stem": stem}))


@pytest.mark.parametrize(
    "stem",
    ["Which rule could be checked by someone who was not there?", "The caregiver does not answer. Which call is next?"],
)
def test_a_not_in_the_story_is_no_negative_stem(stem: str) -> None:
    assert told({"stem": stem}) == []


def test_a_wrong_answer_says_why_it_tempts() -> None:
    bare = {"options": options(("Right", True), ("Wrong", False), feedback=" ")}
    assert any("no feedback" in words for words in told(bare))


@pytest.mark.parametrize(
    ("accepted", "is_said"),
    [("driver", True), ("a Driver!", False), ("Driver.", True), ("drive", False), ("driv*", False)],
)
def test_a_short_answer_does_not_stand_in_its_question(accepted: str, is_said: bool) -> None:
    fields = {"kind": "short", "stem": "What is a “driver”, in a word?", "options": [part("accepted", text=accepted)]}
    if accepted == "a Driver!":
        fields["stem"] = "What is the driver?"
    assert any("stands in the question itself" in words for words in told(fields)) is is_said
