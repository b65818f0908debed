"""Captions are read strictly, and every fault is told with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.captions import Cue, read

GOOD = """WEBVTT - At the door

NOTE written by hand

first
00:01.000 --> 00:04.500 align:start
<v Therapist>Is now still <b>a good time</b>?

01:00:02.000 --> 01:00:03.000
Come in,
please &amp; thank you.
"""


def test_cues_notes_names_and_hours_are_read() -> None:
    found = read(GOOD)
    assert not found.faults
    assert found.cues == [
        Cue(1.0, 4.5, "Is now still a good time?"),
        Cue(3602.0, 3603.0, "Come in,\nplease & thank you."),
    ]


@pytest.mark.parametrize("text", ["\ufeff" + GOOD, GOOD.replace("\n", "\r\n"), GOOD.replace("\n", "\r")])
def test_marks_and_line_ends_of_other_systems_make_no_difference(text: str) -> None:
    assert read(text) == read(GOOD)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("WEBVTT\n\n" + "9" * 5000 + ":00:01.000 --> 00:04.000\nHello\n", 3),
        ("WEBVTT\n\n00:01.000 --> " + "9" * 400 + ":00:04.000\nHello\n", 3),
        ("1\n00:00:01,000 --> 00:00:02,000\nHello", 1),
        ("WEBVTT\n", 2),
        ("WEBVTT\n\n00:01 --> 00:02\nHello", 3),
        ("WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nHello", 3),
        ("WEBVTT\n\n00:61.000 --> 00:62.000\nHello", 3),
        ("WEBVTT\n\n00:04.000 --> 00:01.000\nHello", 3),
        ("WEBVTT\n\n00:04.000 --> 00:05.000\nHello\n\n00:01.000 --> 00:02.000\nBefore", 6),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n\nHello", 3),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n00:03.000 --> 00:04.000\nYou", 3),
        ("WEBVTT\n\njust words", 4),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nA\0B", 1),
    ],
)
def test_each_fault_has_its_line(text: str, line: int) -> None:
    assert [place for place, _words in read(text).faults][:1] == [line]


@given(st.text(max_size=300), st.sampled_from(["", "WEBVTT\n\n", "WEBVTT\n\n00:01.000 --> 00:02.000\n"]))
def test_any_text_gives_cues_or_faults(text: str, start: str) -> None:
    found = read(start + text)
    assert found.cues or found.faults
    assert all(cue.end > cue.start or found.faults for cue in found.cues)
