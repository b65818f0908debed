"""Repeated lines of a form: every line keeps its key, nothing typed is lost, a button works without JavaScript."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from supervision.fit_editor import Target, fit_editor, targets_of
from supervision.forms.lines import every_line, judged_lines, lines_of, shown_lines
from supervision.summary import Driver, LastGoal, NextGoal
from tests.personas import World
from tests.supervision.furnished.a_cases import written

KEY = "a" * 32


def posted(*lines: dict[str, str], prefix: str = "fit", **more: str) -> dict[str, str]:
    fields = {f"{prefix}-{n}-{name}": value for n, line in enumerate(lines) for name, value in line.items()}
    return fields | more


def sent(driver: Driver, **changed: str) -> dict[str, str]:
    """A driver as the form sends it."""
    ticks = {name: "on" for name in ("prioritised", "is_open") if getattr(driver, name)}
    texts = {name: getattr(driver, name) for name in ("key", "system", "text", "evidence", "source", "weight")}
    return {**texts, "confidence": str(driver.confidence), "about": f"{driver.focus}:{driver.of}", **ticks, **changed}


drivers = st.builds(
    Driver,
    system=st.sampled_from(["", "family", "school"]),
    text=st.text(st.characters(categories=["L", "N", "Zs", "P"]), min_size=1).map(str.strip).filter(bool),
    weight=st.sampled_from(["key", "supporting", "strength"]),
    confidence=st.integers(1, 3),
    prioritised=st.booleans(),
    is_open=st.booleans(),
    focus=st.sampled_from(["behaviour", "barrier"]),
    of=st.sampled_from(["", KEY]),
)


@given(st.lists(drivers, max_size=6))
def test_what_is_sent_is_what_is_read(lines: list[Driver]) -> None:
    assert lines_of(posted(*map(sent, lines)), "fit", Driver) == tuple(lines)


@given(st.dictionaries(st.from_regex(r"fit-[0-9]{1,2}-(key|text|confidence|about|x)", fullmatch=True), st.text()))
def test_whatever_is_sent_is_read_without_an_error_and_keys_are_never_there_twice(post: dict[str, str]) -> None:
    read = every_line(post, "fit", Driver)
    assert len({line.key for line in read}) == len(read)
    assert all(line.confidence in (1, 2, 3) for line in read)


def test_a_line_with_nothing_typed_is_not_kept_but_is_shown() -> None:
    post = posted({"key": KEY, "system": "family"}, line="fit:add:school")
    assert lines_of(post, "fit", Driver) == ()
    assert [line.system for line in shown_lines(post, "fit", Driver)] == ["family", "school"]


def test_a_button_takes_away_its_own_line_and_no_other_lists() -> None:
    post = posted({"key": KEY, "text": "One"}, {"key": "b" * 32, "text": "Two"}, line=f"fit:remove:{KEY}")
    assert [line.text for line in shown_lines(post, "fit", Driver)] == ["Two"]
    assert len(shown_lines({**post, "line": f"goals:remove:{KEY}"}, "fit", Driver)) == 2


def test_a_choice_that_is_none_of_the_list_is_the_usual_one() -> None:
    post = posted({"key": "javascript:", "text": "One", "system": "moon", "source": "x", "confidence": "9"})
    (line,) = lines_of(post, "fit", Driver)
    assert (line.system, line.source, line.confidence) == ("", "other", 2)
    assert len(line.key) == 32


def test_the_words_of_last_weeks_goals_are_never_the_forms() -> None:
    stored = LastGoal(text="A leaves", weeks=2)
    post = posted({"key": stored.key, "text": "Easier", "weeks": "0", "outcome": "met"}, prefix="last")
    (goal,) = judged_lines(post, "last", [stored, *()])
    assert (goal.text, goal.weeks, goal.outcome) == ("A leaves", 2, "met")
    assert judged_lines({}, "last", [stored]) == (stored,)


def test_line_breaks_stay_and_control_characters_go() -> None:
    (line,) = lines_of(posted({"key": KEY, "text": " One\r\ntwo\x00 "}, prefix="next"), "next", NextGoal)
    assert line.text == "One\ntwo"


def test_without_drivers_the_five_systems_stand_empty() -> None:
    editor = fit_editor("fit", [], targets_of(written()))
    (circle,) = editor.circles
    assert circle.is_empty
    assert [node.weight for node in circle.wide.nodes] == ["vacant"] * 5


def test_each_thing_that_drivers_were_found_for_has_its_own_circle() -> None:
    targets = [Target("behaviour:a", "Pushing"), Target("barrier:b", "Barrier"), Target("interaction:", "Interaction")]
    lines = [Driver(text="One", of="a"), Driver(text="Two", focus="barrier", of="b"), Driver(text="Gone", of="z")]
    editor = fit_editor("fit", lines, targets)
    assert [len(circle.wide.nodes) for circle in editor.circles] == [1, 1, 1]
    assert editor.targets[-1].value == "behaviour:z"


@pytest.mark.django_db
def test_the_picture_is_drawn_from_what_is_in_the_form_and_nothing_is_kept(world: World) -> None:
    post = QueryDict(mutable=True)
    post.update(posted(sent(Driver(system="family", text="A <b>alone</b>")), prefix="fit"))
    post.update({"prefix": "fit", "fit-target": "behaviour:|Pushing"})
    answer = world.client("therapist").post("/supervision/fit/", post)
    assert answer.status_code == 200
    assert "A &lt;b&gt;" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
