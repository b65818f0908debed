"""`@therapist phone school fri` becomes an action, and nothing is guessed."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.quick_actions import parsed

MONDAY = datetime.date(2026, 11, 23)
PEOPLE = {"a": "Amara Oyelaran", "d": "Dewi Prydderch", "s": "Siobhán Mac Giolla", "t": "Tom Ashdown", "o": "Tomos Ash"}


@pytest.mark.parametrize(
    ("line", "owner", "text", "due"),
    [
        ("@amara phone school fri", "a", "phone school", datetime.date(2026, 11, 27)),
        ("phone school by friday @dewi", "d", "phone school", datetime.date(2026, 11, 27)),
        ("phone school by friday", None, "phone school", datetime.date(2026, 11, 27)),
        ("@siobhan ring tomorrow", "s", "ring", datetime.date(2026, 11, 24)),
        ("@Siobhán ring heddiw", "s", "ring", MONDAY),
        ("@dewi galw'r ysgol gwener", "d", "galw'r ysgol", datetime.date(2026, 11, 27)),
        ("@amara call mon", "a", "call", datetime.date(2026, 11, 30)),
        ("@amara review plan 12 jan", "a", "review plan", datetime.date(2027, 1, 12)),
        ("@amara review plan 30/11", "a", "review plan", datetime.date(2026, 11, 30)),
        ("@amara review plan 31/2", "a", "review plan 31/2", None),
        ("@tom book a visit", "t", "book a visit", None),
        ("friday", None, "friday", None),
    ],
)
def test_owner_text_and_day_are_read(line: str, owner: str | None, text: str, due: datetime.date | None) -> None:
    found = parsed(line, PEOPLE, MONDAY)
    assert (found.owner, found.text, found.due) == (owner, text, due)


def test_a_name_that_could_be_two_people_is_asked_about() -> None:
    found = parsed("@ash phone school", {"t": "Tom Ashdown", "u": "Una Ashby"}, MONDAY)
    assert found.owner is None
    assert list(found.candidates) == ["t", "u"]


def test_a_name_nobody_has_is_said_to_be_nobodys() -> None:
    found = parsed("@zoe phone school fri", PEOPLE, MONDAY)
    assert (found.owner, found.named, list(found.candidates)) == (None, "zoe", [])


def test_a_code_names_what_to_learn() -> None:
    found = parsed("@amara read it again #f06 fri", PEOPLE, MONDAY)
    assert (found.code, found.text, found.due) == ("F06", "read it again", datetime.date(2026, 11, 27))


@given(st.text(max_size=200))
def test_no_line_breaks_it_and_no_day_lies_in_the_past(line: str) -> None:
    found = parsed(line, PEOPLE, MONDAY)
    assert found.due is None or found.due >= MONDAY


def test_an_at_sign_alone_is_nobody() -> None:
    assert parsed("@. phone school", {"a": "Amara Oyelaran"}, MONDAY).owner is None
