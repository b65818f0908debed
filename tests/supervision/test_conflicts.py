"""Two people's values meet: nothing that either wrote is lost, and only what both changed is asked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from supervision.conflicts import joined, mark, met, settled

texts = st.text(st.characters(whitelist_categories=["L", "Zs"]), max_size=30)
lines = st.lists(
    st.fixed_dictionaries({"key": st.sampled_from("abc"), "text": texts}),
    max_size=3,
    unique_by=lambda line: line["key"],
)


def test_what_only_one_changed_is_taken_and_not_asked() -> None:
    was = {"advances": "Old", "barriers": "Old", "fit": []}
    marks = {name: mark(value) for name, value in was.items()}
    meeting = met({**was, "advances": "Mine"}, {**was, "barriers": "Theirs"}, marks)
    assert meeting.values == {"advances": "Mine", "barriers": "Theirs", "fit": []}
    assert (meeting.asked, meeting.taken) == ((), ("barriers",))


def test_what_both_changed_is_asked_and_stays_ones_own_meanwhile() -> None:
    meeting = met({"advances": "Mine"}, {"advances": "Theirs"}, {"advances": mark("Old")})
    assert meeting.asked == ("advances",)
    assert meeting.values == {"advances": "Mine"}


def test_a_field_whose_past_is_unknown_is_asked() -> None:
    assert met({"advances": "Mine"}, {"advances": "Theirs"}, {}).asked == ("advances",)


def test_each_choice_does_what_it_says() -> None:
    mine, theirs = {"a": "M", "b": "M", "c": "M"}, {"a": "T", "b": "T", "c": "T"}
    assert settled({"a": "mine", "b": "theirs", "c": "both", "other": "theirs"}, mine, theirs) == {
        "a": "M",
        "b": "T",
        "c": "T\n\nM",
    }


def test_of_two_outcomes_ones_own_counts_and_both_words_stay() -> None:
    mine = [{"key": "g", "outcome": "met", "barrier": "None"}]
    theirs = [{"key": "g", "outcome": "partly", "barrier": "Shift"}, {"key": "h", "outcome": "", "barrier": ""}]
    assert joined(mine, theirs) == [{"key": "g", "outcome": "met", "barrier": "Shift / None"}, theirs[1]]


@given(texts, texts)
def test_both_keeps_every_text_of_both(mine: str, theirs: str) -> None:
    both = joined(mine, theirs)
    assert all(text in both for text in (mine, theirs) if text.strip())


@given(lines, lines)
def test_both_keeps_every_line_of_both(mine: list[dict[str, str]], theirs: list[dict[str, str]]) -> None:
    both = {line["key"]: line["text"] for line in joined(mine, theirs)}
    assert all(line["text"] in both[line["key"]] for line in [*mine, *theirs] if line["text"].strip())
