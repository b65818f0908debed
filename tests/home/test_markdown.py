"""The Markdown dialect: read with problems by line, written one way only."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from home.markdown import Document, RawBlock, parse, parse_body, parse_table, to_html, to_markdown, write, write_table

DEMO = Path(__file__).resolve().parents[2] / "demo"
FILES = sorted(path for path in DEMO.rglob("*.md") if path.name != "FORMAT.md")
INNER = {"callout", "example", "worksheet", "practice", "keep", "quote", "reflect"}


def through_the_editor(blocks: list[RawBlock]) -> list[RawBlock]:
    """What a block's content is after a stay in Wagtail: rich text and table cells, not source."""
    out = []
    for block in blocks:
        content = block.content
        if block.name == "text":
            content = to_markdown(to_html(content))
        elif block.name == "table":
            table = parse_table(content)
            assert not table.faults
            content = write_table(table.columns, table.rows)
        elif block.name in INNER:
            inner, problems = parse_body(content, "inside")
            assert not problems
            content = write(Document(blocks=through_the_editor(inner))).split("---\n", 2)[2].strip("\n")
        out.append(RawBlock(block.name, block.attrs, block.line, content))
    return out


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(DEMO)))
def test_second_export_equals_the_first(path: Path) -> None:
    document = parse(path.read_text(encoding="utf-8"), path.name)
    assert document.problems == []
    first = write(Document(document.front, through_the_editor(document.blocks)))
    again = parse(first, path.name)
    assert write(Document(again.front, through_the_editor(again.blocks))) == first
    assert [(block.name, block.attrs) for block in again.blocks] == [
        (block.name, block.attrs) for block in document.blocks
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("no facts", 1, "starts with ---"),
        ("---\ntitle: x\n", 1, "no closing"),
        ("---\ntitle: [x\n---\n", 2, "facts at the top"),
        ("---\ntitle: x\nwhen: 2026-13-45\n---\n", 1, "facts at the top"),
        ("---\n- x\n---\n", 1, "name: value"),
        ("---\ntitle: x\n---\n\n:::keep\nwords\n", 5, "never closed"),
        ("---\ntitle: x\n---\n:::wonder\nwords\n:::\n", 4, "no block called :::wonder"),
        ("---\ntitle: x\n---\n:::keep\n:::callout\n:::\n", 5, "close that one first"),
        ("---\ntitle: x\n---\n\n# Big\n", 5, "## or ###"),
        ('---\ntitle: x\n---\n:::practice minutes=5 title="Now\n:::\n', 4, "Not understood"),
    ],
)
def test_a_problem_is_named_by_file_and_line(text: str, line: int, words: str) -> None:
    problems = parse(text, "m1/01.md").problems
    assert any(problem.line == line and words in problem.message for problem in problems), problems
    assert str(problems[0]).startswith(f"m1/01.md:{problems[0].line}: ")


def test_a_row_with_too_many_cells_is_a_fault_and_a_short_one_is_filled() -> None:
    table = parse_table("| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |")
    assert table.rows == [["1", ""], ["1", "2"]]
    assert table.faults == [(3, "This row has 3 cells; the table has 2 columns.")]


def test_a_link_that_could_run_a_script_stays_plain_words() -> None:
    assert to_html("[press](javascript:alert(1)) [go](//evil.example/) [in](/news/)") == (
        '<p>[press](javascript:alert(1)) go <a href="/news/">in</a></p>'
    )


def test_html_in_the_source_stays_text() -> None:
    assert to_html("<script>alert(1)</script> & **x**") == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; <b>x</b></p>"


def test_numbering_that_goes_on_is_kept() -> None:
    assert to_markdown(to_html("4. four\n5. five")) == "4. four\n5. five"


def test_lists_nest() -> None:
    source = "- one\n  1. first\n  2. second\n- two"
    assert to_html(source) == "<ul><li>one<ol><li>first</li><li>second</li></ol></li><li>two</li></ul>"
    assert to_markdown(to_html(source)) == source


@settings(max_examples=300)
@given(st.text(alphabet='ab *_[]()\\|-+#1.:`\n"&<>ŵ', max_size=40))
def test_any_text_is_stable_after_one_round(source: str) -> None:
    once = to_markdown(to_html(source))
    assert to_markdown(to_html(once)) == once
