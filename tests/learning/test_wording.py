"""What changed between two texts: both can be put together again from it, whatever they are."""

import time

from django.conf import settings
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from learning.wording import ADDED, MOST_WORDS, REMOVED, SAME, changed_passages, changed_words, passages_of

TEXTS = st.text(max_size=200)
PARAGRAPHS = st.lists(
    st.sampled_from(["One.", "Two, three.", "Four", "five <b>", ""]) | st.text(max_size=30), max_size=8
)


@given(TEXTS, TEXTS)
def test_both_texts_come_back_from_the_pieces(old: str, new: str) -> None:
    pieces = changed_words(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind in {SAME, REMOVED}) == old
    assert "".join(piece.text for piece in pieces if piece.kind in {SAME, ADDED}) == new


@given(TEXTS)
def test_the_same_text_has_nothing_that_came_or_went(text: str) -> None:
    assert all(piece.kind == SAME for piece in changed_words(text, text))


@given(PARAGRAPHS, PARAGRAPHS)
def test_both_sides_come_back_from_the_passages(old: list[str], new: list[str]) -> None:
    passages = changed_passages(old, new)
    assert [passage.old for passage in passages if passage.old is not None] == old
    assert [passage.new for passage in passages if passage.new is not None] == new
    for passage in passages:
        kept = [piece for piece in passage.pieces if piece.kind != ADDED]
        assert "".join(piece.text for piece in kept) == (passage.old or "")


def test_only_the_changed_word_is_marked() -> None:
    pieces = changed_words("Home by nine.", "Home by eight.")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        (SAME, "Home by "),
        (REMOVED, "nine"),
        (ADDED, "eight"),
        (SAME, "."),
    ]


def test_very_long_texts_are_compared_as_a_whole() -> None:
    pieces = changed_words("word " * MOST_WORDS, "other")
    assert [piece.kind for piece in pieces] == [REMOVED, ADDED]


def test_paragraphs_are_read_out_of_stored_html_without_markers() -> None:
    html = (
        '<section class="block" id="b-1"><h2>Start &amp; go</h2><p>One <strong>two</strong>\n three</p>'
        "<svg><title>x</title></svg>⟦answer:00⟧<ul><li>First</li><li>Second</li></ul></section>"
    )
    assert passages_of(html) == ["Start & go", "One two three", "First", "Second"]


def test_words_are_escaped_where_they_are_shown() -> None:
    passages = changed_passages(["a <script>x</script>"], ["b <script>x</script>"])
    html = render_to_string("components/wording.html", {"passages": passages})
    assert "<script>" not in html
    assert "&lt;" in html
    assert "<del>" in html
    assert "<ins>" in html


def test_a_table_of_the_same_words_three_thousand_times_is_compared_in_a_moment() -> None:
    began = time.process_time()
    assert [passage.new for passage in changed_passages(["x"] * 3000, ["x"] * 2999 + ["y"])][-1] == "y"
    assert time.process_time() - began < 1


def test_words_for_screen_readers_are_out_of_sight_for_readers_and_for_authors() -> None:
    for sheet in ("layout.css", "admin.css"):
        assert ".vh {" in (settings.BASE_DIR / "static" / "css" / sheet).read_text(encoding="utf-8")
