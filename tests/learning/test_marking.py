"""The marking table of each kind: what each answer is worth."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning import marking
from learning.marking import numbers, words


def content(*options: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"stem": "?", "rationale": "", "unit_of_answer": "", "options": list(options), **more}


def option(name: str, *, correct: bool, credit: str | None = None) -> dict[str, Any]:
    return {"id": name, "type": "option", "text": name, "correct": correct, "credit": credit, "feedback": f"why {name}"}


ONE = content(option("a", correct=True), option("b", correct=False), option("c", correct=False, credit="50"))


@pytest.mark.parametrize(
    ("chosen", "credit"), [("a", 1), ("b", 0), ("c", 0.5), ("", 0), ("ab", 0), ("ac", 0), ("x", 0), ("ax", 0)]
)
def test_one_answer_is_worth_all_nothing_or_what_the_author_says(chosen: str, credit: float) -> None:
    assert marking.credit("single", ONE, list(chosen)) == credit
    assert marking.is_right("single", ONE, list(chosen)) is (credit == 1)


def test_a_choice_that_costs_marks_is_worth_nothing_where_one_is_asked() -> None:
    asked = content(option("a", correct=True), option("b", correct=False, credit="-50"))
    assert marking.credit("single", asked, ["b"]) == 0


TWO = content(*(option(name, correct=name in "ab") for name in "abcd"))


@pytest.mark.parametrize(
    ("chosen", "credit"),
    [
        *[("ab", 1), ("ba", 1), ("a", 0.5), ("b", 0.5), ("abc", 0.5), ("ac", 0), ("c", 0), ("cd", 0), ("", 0)],
        *[("acd", 0), ("abcd", 0)],
    ],
)
def test_several_answers_are_marked_right_minus_wrong_and_never_below_nothing(chosen: str, credit: float) -> None:
    assert marking.credit("multiple", TWO, list(chosen)) == credit
    assert marking.is_right("multiple", TWO, list(chosen)) is (credit == 1)


WEIGHTED = content(
    option("a", correct=True, credit="33.33333"),
    option("b", correct=True, credit="33.33333"),
    option("c", correct=True, credit="33.33333"),
    option("d", correct=False, credit="0"),
    option("e", correct=False, credit="-100"),
)


@pytest.mark.parametrize(
    ("chosen", "credit"), [("abc", 1), ("ab", 0.6666666), ("abcd", 1), ("abce", 0), ("d", 0), ("ae", 0)]
)
def test_several_answers_with_a_worth_of_their_own_are_added_up(chosen: str, credit: float) -> None:
    assert marking.credit("multiple", WEIGHTED, list(chosen)) == pytest.approx(credit)


def test_a_question_without_a_right_answer_is_never_right() -> None:
    nothing_right = content(option("a", correct=False), option("b", correct=False))
    for kind in ("single", "multiple"):
        assert not marking.is_right(kind, nothing_right, [])
        assert not marking.is_right(kind, nothing_right, ["a"])


def pair(name: str, right: str, feedback: str = "") -> dict[str, Any]:
    return {
        **{"id": name, "type": "pair", "left": name, "right": right, "feedback": feedback},
        "right_id": f"r{name}",
    }


EXTRA = {"id": "d", "type": "distractor", "text": "nobody", "feedback": "nobody tempts", "right_id": "rd"}
PAIRS = content(pair("a", "one"), pair("b", "two"), pair("c", "one"), pair("e", "three"), EXTRA)


@pytest.mark.parametrize(
    ("chosen", "credit"),
    [
        (["a=ra", "b=rb", "c=rc", "e=re"], 1),
        (["a=rc", "b=rb", "c=ra", "e=re"], 1),  # the same words are the same right side
        (["a=ra", "b=rb", "c=rc", "e=rd"], 0.75),
        (["a=rb", "b=ra", "c=rc"], 0.25),
        (["a=rd", "b=rd", "c=rd", "e=rd"], 0),
        ([], 0),
    ],
)
def test_matching_is_worth_the_share_of_right_pairs(chosen: list[str], credit: float) -> None:
    assert marking.credit("matching", PAIRS, chosen) == credit


def test_a_tempting_extra_side_says_why_it_tempts() -> None:
    parts = marking.marked_options("matching", PAIRS, ["a=ra", "e=rd"])
    assert [(part.said, part.correct, part.feedback) for part in parts] == [
        *[("one", True, ""), ("", False, ""), ("", False, "")],
        ("nobody", False, "nobody tempts"),
    ]


STEPS = content(*({"id": name, "type": "item", "text": name, "feedback": ""} for name in "abcde"))


@pytest.mark.parametrize(
    ("chosen", "credit"),
    [("abcde", 1), ("edcba", 0), ("bcdea", 0.75), ("abced", 0.5), ("acbde", 0.25), ("deabc", 0.75), ("abcd", 0)],
)
def test_ordering_is_worth_the_share_of_right_followers(chosen: str, credit: float) -> None:
    assert marking.credit("ordering", STEPS, list(chosen)) == credit
    assert marking.is_right("ordering", STEPS, list(chosen)) is (credit == 1)


def number(value: str, tolerance: str | None = None, credit: str | None = None) -> dict[str, Any]:
    return {"id": value, "type": "number", "value": value, "tolerance": tolerance, "credit": credit, "feedback": value}


NUMBERS = content(number("9", "1"), number("12", "0", "50"), number("24", None, "0"), unit_of_answer="hours")


@pytest.mark.parametrize(
    ("typed", "credit"),
    [
        *[("9", 1), ("8", 1), ("10", 1), ("10.0", 1), ("10.001", 0), ("7,99", 0), ("9 hours", 1), ("12", 0.5)],
        *[("24", 0), ("-9", 0), ("nine", 0)],
    ],
)
def test_a_number_counts_within_its_tolerance_and_the_best_one_wins(typed: str, credit: float) -> None:
    assert marking.credit("numeric", NUMBERS, [typed]) == credit


def test_a_tempting_number_says_why_it_tempts_and_what_is_right() -> None:
    said, right = marking.marked_options("numeric", NUMBERS, ["24"])
    assert (said.text, said.correct, said.feedback) == ("24", False, "24")
    assert (right.text, right.correct, right.chosen) == ("8 – 10 hours", True, False)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        *[("24", "24"), (" 24 ", "24"), ("+24", "24"), ("1.5", "1.5"), ("1,5", "1.5"), (".5", "0.5"), ("0,500", "0.5")],
        *[("1,500", "1500"), ("12,500.75", "12500.75"), ("1.234,5", "1234.5"), ("1.234.567", "1234567")],
        *[("1 500", "1500"), ("1\u00a0500", "1500"), ("1\u202f500,5", None), ("1'500", "1500"), ("1.500", "1.5")],
        *[("-3", "-3"), ("\u22123", "-3"), ("\u2013 3", "-3"), ("- 3", "-3"), ("£3", "3"), ("-£3", "-3")],
        *[("65%", "65"), ("65 %", "65"), ("65 per cent", "65"), ("3 incidents", None), ("\uff12\uff14", "24")],
        *[("", None), (" ", None), ("1,2,3", None), ("1.2.3", None), ("12,34,567", None), ("1e3", None)],
        *[("NaN", None), ("inf", None), ("3/4", None), ("--3", None), ("9" * 41, None), ("1,5,", None), ("%", None)],
    ],
)
def test_numbers_are_read_as_people_type_them(typed: str, value: str | None) -> None:
    assert numbers.parse(typed) == (None if value is None else Decimal(value))


def test_the_unit_may_stand_on_either_side_or_be_left_out() -> None:
    for typed in ("24 hours", "24hours", "24 HOURS", "hours 24", "24"):
        assert numbers.parse(typed, "hours") == 24
    assert numbers.parse("24 minutes", "hours") is None


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_not_and_never_an_error(text: str) -> None:
    found = numbers.parse(text, "h")
    assert found is None or found.is_finite()


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=3))
def test_digits_are_read_back_to_the_same_number(value: Decimal) -> None:
    assert numbers.parse(numbers.digits(value)) == value
    assert numbers.digits(Decimal(numbers.digits(value))) == numbers.digits(value)


def accepted(text: str, credit: str | None = None) -> dict[str, Any]:
    return {"id": text, "type": "accepted", "text": text, "credit": credit, "feedback": f"on {text}"}


SHORT = content(accepted("Not known"), accepted("tŷ"), accepted("coercive*", "50"), accepted("*risk*", "0"))


@pytest.mark.parametrize(
    ("typed", "credit"),
    [
        *[("not known", 1), ("  NOT   known. ", 1), ("not-known", 1), ("“Not known”", 1), ("notknown", 0)],
        *[("tŷ", 1), ("ty", 1), ("TŶ", 1), ("ty\u0302", 1), ("tt", 0), ("coercive", 0.5), ("Coercive cycle", 0.5)],
        *[("a coercive cycle", 0), ("at risk now", 0), ("", 0), (".", 0)],
    ],
)
def test_short_answers_count_by_their_words_alone(typed: str, credit: float) -> None:
    assert marking.credit("short", SHORT, [typed] if typed else []) == credit


def test_a_star_with_a_backslash_is_a_star() -> None:
    assert words.fits(r"5 \* 3", "5 * 3")
    assert not words.fits(r"5 \* 3", "5 and 3")


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_accepted_answer_fits_itself_and_any_text_can_be_compared(pattern: str, text: str) -> None:
    words.fits(pattern, text)
    plain = pattern.replace("*", "").replace("\\", "").replace("\0", "")
    assert words.fits(plain, plain)


@pytest.mark.parametrize(
    ("kind", "asked", "chosen", "stored"),
    [
        ("multiple", TWO, ["c", "a", "c"], ["a", "c"]),
        ("matching", PAIRS, ["e=re", "", "a=ra", "b="], ["a=ra", "e=re"]),
        ("ordering", STEPS, ["b=1", "a=2", "c=3", "d=4", "e=5"], list("bacde")),
        ("ordering", STEPS, list("bacde"), list("bacde")),
        ("ordering", STEPS, ["b=1", "a=1", ""], ["a=1", "b=1"]),
        ("numeric", NUMBERS, ["  nine\0 "], ["nine"]),
        ("short", SHORT, [" "], []),
    ],
)
def test_an_answer_is_stored_in_one_form(kind: str, asked: Any, chosen: list[str], stored: list[str]) -> None:
    assert marking.checked(kind, asked, chosen) == stored
    assert marking.checked(kind, asked, stored) == stored


@pytest.mark.parametrize(
    ("kind", "asked", "chosen"),
    [
        *[
            ("single", ONE, ["a", "b"]),
            ("truefalse", TWO, ["a", "b"]),
            ("single", ONE, ["x"]),
            ("multiple", TWO, ["x"]),
        ],
        *[("matching", PAIRS, ["x=ra"]), ("matching", PAIRS, ["a=x"]), ("matching", PAIRS, ["a=ra", "a=rb"])],
        *[("matching", PAIRS, ["a"[:0] + "zz"]), ("ordering", STEPS, ["x=1"]), ("ordering", STEPS, ["a=6"])],
        *[("ordering", STEPS, ["a=1", "a=2"]), ("ordering", STEPS, ["a=0"]), ("ordering", STEPS, ["a=x"])],
        *[("numeric", NUMBERS, ["1", "2"]), ("short", SHORT, ["x" * 201])],
    ],
)
def test_what_the_form_can_not_send_is_refused(kind: str, asked: Any, chosen: list[str]) -> None:
    with pytest.raises(marking.NotAnAnswer):
        marking.checked(kind, asked, chosen)


@pytest.mark.parametrize(
    ("kind", "asked", "chosen", "lack"),
    [
        ("single", ONE, [], marking.Lack.NOTHING),
        ("single", ONE, ["b"], None),
        ("matching", PAIRS, ["a=ra"], marking.Lack.PART),
        ("matching", PAIRS, ["a=ra", "b=ra", "c=ra", "e=ra"], None),
        ("ordering", STEPS, ["a=1", "b=1"], marking.Lack.TWICE),
        ("ordering", STEPS, ["a=1", "b=2"], marking.Lack.PART),
        ("ordering", STEPS, list("abcde"), None),
        ("numeric", NUMBERS, ["nine"], marking.Lack.NUMBER),
        ("numeric", NUMBERS, ["9"], None),
        ("short", SHORT, ["?"], None),
    ],
)
def test_an_answer_that_is_not_whole_says_what_it_lacks(kind: str, asked: Any, chosen: list[str], lack: Any) -> None:
    assert marking.lack(kind, asked, chosen) is lack


@given(st.sampled_from(list(marking.RULES)), st.lists(st.text(max_size=8), max_size=5))
def test_any_form_is_refused_or_marked_between_nothing_and_all(kind: str, chosen: list[str]) -> None:
    asked = {
        **{"single": ONE, "truefalse": ONE, "multiple": TWO, "matching": PAIRS},
        **{"ordering": STEPS, "numeric": NUMBERS, "short": SHORT},
    }[kind]
    try:
        stored = marking.checked(kind, asked, chosen)
    except marking.NotAnAnswer:
        return
    assert 0 <= marking.credit(kind, asked, stored) <= 1
    marking.marked_options(kind, asked, stored)
    marking.lack(kind, asked, stored)


def test_questions_of_earlier_editions_have_plain_options() -> None:
    old = {
        "options": [
            {"id": "a", "text": "A", "correct": True, "feedback": ""},
            {"id": "b", "text": "B", "correct": False, "feedback": ""},
        ]
    }
    assert marking.credit("single", old, ["a"]) == 1


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("single", ONE),
        ("multiple", TWO),
        ("matching", content(*({"id": k, "type": "pair", "left": k, "right": k.upper()} for k in "abc"))),
        ("ordering", content(*({"id": k, "type": "item", "text": k} for k in "abcd"))),
        ("numeric", content({"id": "n", "type": "number", "value": "2.50", "tolerance": "0.1"})),
        ("short", content({"id": "s", "type": "accepted", "text": "Fit circle"})),
    ],
)
def test_the_right_answer_of_every_kind_is_worth_all(kind: str, asked: dict[str, Any]) -> None:
    answer = marking.right_answer(kind, asked)
    assert marking.checked(kind, asked, answer) == answer
    assert marking.is_right(kind, asked, answer)
