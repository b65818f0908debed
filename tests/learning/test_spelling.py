"""Words as search sees them, and the nearest known word for a mistyped one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.spelling import STOP, Vocabulary, corrected, folded, read_alike, stem, weights, words_of

ENGLISH = Vocabulary(
    "en",
    {"enactment": 0, "caregiver": 1, "caregivers": 2, "agree": 3, "rules": 4, "sleep": 5, "plan": 6, "fit": 7},
    read_alike("caregiver = parent\ndisagree > agree  # who looks for a quarrel\n"),
)
WELSH = Vocabulary("cy", {"ty": 1, "rhieni": 2, "rheolau": 3}, {})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("enactmnt", "enactment"), ("encatment", "enactment"), ("caregvers", "caregivers"), ("slepe", "sleep")],
)
def test_a_mistyped_word_becomes_the_nearest_known_one(typed: str, meant: str) -> None:
    assert corrected([typed], [ENGLISH]) == [meant]


@pytest.mark.parametrize("word", ["rule", "planning", "enact", "parents", "fit", "zzzz", "fitt", "2026", "the"])
def test_known_words_short_words_and_far_words_stay_as_typed(word: str) -> None:
    assert corrected([word], [ENGLISH]) == [word]


def test_each_language_is_corrected_by_its_own_words_first() -> None:
    assert corrected(["rheloau", "enactmnt"], [WELSH, ENGLISH]) == ["rheolau", "enactment"]


def test_accents_make_no_difference() -> None:
    assert words_of("Tŷ’r plant, côd") == ["tyr", "plant", "cod"]
    assert WELSH.matches(folded("tŷ")) == {1: 1.0}


def test_plurals_and_endings_meet() -> None:
    same = [["rule", "rules"], ["plan", "plans", "planned", "planning"], ["praise", "praising", "praised"]]
    same += [["disagree", "disagrees", "disagreement", "disagreements"], ["family", "families"]]
    for group in same:
        assert len({stem(word, "en") for word in group}) == 1, group
    assert stem("rheolau", "cy") == "rheolau"


def test_words_that_stand_for_each_other_find_each_other_one_way_or_both() -> None:
    assert set(ENGLISH.matches("parents")) == {1, 2}
    assert set(ENGLISH.matches("disagree")) == {3}
    assert ENGLISH.matches("disagree")[3] < ENGLISH.matches("agree")[3]


def test_a_title_says_more_than_a_summary_and_a_summary_more_than_the_text() -> None:
    found = weights("Sleep", "A plan", "Sleep plan screens screens", "en")
    assert found["sleep"] > found["plan"] > found["screens"]
    assert not STOP["en"] & set(found)


@given(st.text(max_size=200))
def test_any_text_gives_folded_words_that_stay_themselves(text: str) -> None:
    for word in words_of(text):
        assert words_of(word) == [word]
        assert 0 < len(word) <= 40
        assert stem(word, "en")


@given(st.text(max_size=60))
def test_any_question_is_answered(text: str) -> None:
    found = corrected(words_of(text), [WELSH, ENGLISH])
    assert len(found) == len(words_of(text))
