"""Short texts with marks."""

import pytest

from home.markup import blanks, inline, plain


def test_everything_is_escaped_before_marks_are_drawn() -> None:
    assert inline('<script>"a" & **b**') == "&lt;script&gt;&quot;a&quot; &amp; <strong>b</strong>"


def test_bold_emphasis_and_links_are_drawn() -> None:
    assert inline("**one** and *two*") == "<strong>one</strong> and <em>two</em>"
    assert inline("see [the **sheet**](/library/abc/)") == 'see <a href="/library/abc/">the <strong>sheet</strong></a>'


@pytest.mark.parametrize(
    "address", ["https://a.example/x", "http://a.example", "mailto:a@b.example", "tel:+44", "/x/", "#y"]
)
def test_a_safe_address_becomes_a_link(address: str) -> None:
    assert inline(f"[words]({address})") == f'<a href="{address}">words</a>'


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "//evil.example/", "vbscript:x", "x/y"]
)
def test_an_unsafe_address_leaves_only_its_words(address: str) -> None:
    html = inline(f"[words]({address})")
    assert "<a" not in html
    assert "words" in html


def test_a_quote_in_an_address_cannot_leave_its_attribute() -> None:
    assert '"><' not in inline('[a](/x"><script>)')
    assert "<script" not in inline('[a](/x"><script>)')


@pytest.mark.parametrize("text", ["2 * 3 * 4", "a ** b ** c", "snake_case_name", "5*", "**"])
def test_lone_stars_and_underscores_stay_as_they_are(text: str) -> None:
    assert inline(text) == text


def test_four_underscores_become_a_line_to_write_on() -> None:
    html = inline("Starts: ____ and ____________________")
    assert html.count('class="blank"') == 1
    assert html.count('class="blank long"') == 1
    assert "_" not in html


def test_a_blank_alone_takes_the_whole_width() -> None:
    assert 'class="blank long"' in inline("____")


def test_a_line_break_is_kept() -> None:
    assert inline("one\ntwo") == "one<br>two"


def test_blanks_never_touch_a_tag() -> None:
    html = blanks('<p><a href="/a____b/">x ____</a></p>')
    assert 'href="/a____b/"' in html
    assert html.count('class="blank"') == 1


def test_plain_leaves_only_the_words() -> None:
    assert plain("**one** *two* [three](https://a.example)") == "one two three"
