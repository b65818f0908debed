"""The pure rules: what is right, what can be an answer, and which questions are drawn."""

import itertools
import uuid
from collections import Counter
from typing import Any

import pytest

from learning import markers, marking
from learning.drawing import draw
from tests.learning.reader.conftest import CONTENT, OTHER, RIGHT, WRONG


@pytest.mark.parametrize("kind", ["single", "truefalse"])
def test_two_answers_to_a_question_with_one_are_refused(kind: str) -> None:
    with pytest.raises(marking.NotAnAnswer):
        marking.checked(kind, CONTENT, [RIGHT, WRONG])


@pytest.mark.parametrize("kind", ["single", "truefalse", "multiple"])
def test_an_option_of_another_question_is_refused(kind: str) -> None:
    with pytest.raises(marking.NotAnAnswer):
        marking.checked(kind, CONTENT, ["o-elsewhere"])


def test_chosen_options_come_back_in_the_questions_order_and_once() -> None:
    assert marking.checked("multiple", CONTENT, [OTHER, RIGHT, OTHER]) == [RIGHT, OTHER]


@pytest.mark.parametrize(
    ("credits", "asked", "score"),
    [
        (0, 3, 0),
        (2, 3, 66),
        (3, 3, 100),
        (799, 1000, 79),
        (0, 0, 0),
        (1 / 3 * 3, 1, 100),
        (0.1 * 8, 1, 80),
        (7.9999, 10, 79),
    ],
)
def test_the_score_is_rounded_down(credits: float, asked: int, score: int) -> None:
    assert marking.per_cent(credits, asked) == score


def _bank(sizes: dict[int, int], kind: str = "single") -> list[dict[str, Any]]:
    content = {"stem": "?", "options": [{"id": str(n), "correct": n == 0} for n in range(4)], "rationale": ""}
    return [
        {"key": uuid.uuid4(), "kind": kind, "outcome": outcome, "unit_key": None, "content": content}
        for outcome, size in sizes.items()
        for _ in range(size)
    ]


def test_the_same_seed_draws_the_same_check_and_another_a_different_one() -> None:
    bank = _bank({1: 20, 2: 20})
    assert draw(bank, 10, 7) == draw(bank, 10, 7)
    assert draw(bank, 10, 7) != draw(bank, 10, 8)


def test_no_question_is_drawn_twice() -> None:
    for seed in range(50):
        keys = [question["key"] for question in draw(_bank({1: 6, 2: 6}), 10, seed)]
        assert len(set(keys)) == len(keys) == 10


def test_the_draw_is_spread_over_the_outcomes() -> None:
    for seed in range(50):
        counts = Counter(question["outcome"] for question in draw(_bank({1: 30, 2: 5, 3: 5}), 9, seed))
        assert counts == {1: 3, 2: 3, 3: 3}


def test_where_an_outcome_has_too_few_the_others_fill_up() -> None:
    counts = Counter(question["outcome"] for question in draw(_bank({1: 9, 2: 1}), 6, 1))
    assert counts == {1: 5, 2: 1}


def test_a_small_bank_is_asked_as_a_whole() -> None:
    assert len(draw(_bank({1: 3}), 10, 1)) == 3


def test_options_are_shuffled_but_true_and_false_stay_in_order() -> None:
    orders = {tuple(o["id"] for o in q["options"]) for seed in range(30) for q in draw(_bank({1: 1}), 1, seed)}
    assert len(orders) > 5
    for seed in range(30):
        assert [o["id"] for o in draw(_bank({1: 1}, "truefalse"), 1, seed)[0]["options"]] == ["0", "1", "2", "3"]


def test_the_right_answer_is_in_every_place_about_as_often() -> None:
    places = Counter(
        [o["correct"] for o in question["options"]].index(True)
        for seed, _ in itertools.product(range(100), [0])
        for question in draw(_bank({1: 4}), 4, seed)
    )
    assert min(places.values()) > 60, places


def test_every_marker_is_replaced_and_nothing_else() -> None:
    key = uuid.uuid4()
    html = f"<p>⟦kept⟧ ⟦answer:{key}⟧⟦reflection:{key}⟧⟦worksheet:{key}⟧</p>"
    filled = markers.fill(html, answer=lambda k: f"A{k}", reflection=lambda k: "R", worksheet="/w/{}/")
    assert filled == f"<p>⟦kept⟧ A{key}R/w/{key}/</p>"
