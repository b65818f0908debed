"""Headings become units, text becomes blocks, and what can't come along is named with its place."""

import time
from io import BytesIO
from typing import Any

import docx
import pytest

from learning.word import LeftOut, WordModule, read, words
from tests.learning.word.documents import NS, changed, describe, in_body, picture, saved, whole, with_part

FOOTNOTES = (
    f'<w:footnotes {NS}><w:footnote w:id="2"><w:p><w:r><w:t>Smith, p. 4.</w:t></w:r></w:p></w:footnote></w:footnotes>'
)
REFERENCE = '<w:p><w:r><w:t>Seen</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'


def document(*parts: tuple[str, int] | str) -> Any:
    """Headings as (words, level), paragraphs as words."""
    made = docx.Document()
    for part in parts:
        if isinstance(part, tuple):
            made.add_heading(*part)
        else:
            made.add_paragraph(part)
    return made


def module(*parts: tuple[str, int] | str) -> WordModule:
    return read(saved(document(*parts)), "school-visits.docx")


def kinds(found: WordModule) -> list[str]:
    return [entry.kind for entry in found.left_out]


def types(found: WordModule, number: int = 0) -> list[str]:
    return [block["type"] for block in found.units[number].blocks]


def test_headings_become_units_and_what_is_below_them_becomes_blocks() -> None:
    found = read(whole(), "x.docx")
    assert found.title == "Working with schools"
    assert [unit.title for unit in found.units] == ["Before you call", "The meeting"]
    assert types(found) == ["text", "heading", "table"]
    text, _heading, table = found.units[0].blocks
    assert text["value"] == (
        "<p>Ask <b>who knows</b> the young person.</p><ul><li>First thing</li><li>Second thing</li></ul>"
    )
    assert table["value"] == {
        "caption": "Table 1: the week",
        "columns": ["When", "Who"],
        "rows": [["Monday", "Caregiver A"]],
    }


def test_single_first_heading_with_others_below_is_the_title() -> None:
    found = module(("Schools", 1), ("First", 2), "Words.", ("Deeper", 3), "More.", ("Second", 2), "Words.")
    assert (found.title, [unit.title for unit in found.units]) == ("Schools", ["First", "Second"])
    assert found.units[0].blocks[1]["value"] == {"text": "Deeper", "level": "2"}


def test_document_without_headings_is_one_unit_and_says_so() -> None:
    found = module("Words.")
    assert [unit.title for unit in found.units] == ["school-visits"]
    assert kinds(found) == ["no_headings"]


def test_words_before_the_first_heading_are_kept_as_an_introduction() -> None:
    found = module("Before.", ("First", 1), "Words.")
    assert [unit.title for unit in found.units] == ["Introduction", "First"]
    assert "before_first" in kinds(found)


def test_pictures_keep_words_description_and_made_up_ones_count_as_none() -> None:
    made = document(("First", 1))
    for words_given in ("A fit circle with five drivers", "Picture 3", "A chair Description automatically generated"):
        made.add_picture(BytesIO(picture()))
        describe(made, -1, words_given)
    found = read(saved(made))
    assert [block["value"]["alt"] for block in found.units[0].blocks] == ["A fit circle with five drivers", "", ""]


def test_footnotes_stand_at_the_end_of_their_unit() -> None:
    data = with_part(in_body(REFERENCE), "word/footnotes.xml", FOOTNOTES.encode())
    types_part = b'<Override PartName="/word/footnotes.xml" ContentType="application/xml"/></Types>'
    data = changed(data, "[Content_Types].xml", lambda old: old.replace(b"</Types>", types_part))
    relation = (
        b'<Relationship Id="rId800" Target="footnotes.xml" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/></Relationships>'
    )
    data = changed(data, "word/_rels/document.xml.rels", lambda old: old.replace(b"</Relationships>", relation))
    found = read(data)
    assert found.units[0].blocks[0]["value"] == "<p>Seen [1]</p>"
    assert found.units[0].blocks[-1]["value"] == "<p>[1] Smith, p. 4.</p>"


def test_table_of_one_cell_is_a_note() -> None:
    made = document(("First", 1))
    made.add_table(1, 1).cell(0, 0).text = "Keep this"
    assert types(read(saved(made))) == ["callout"]


def test_picture_and_table_in_a_table_follow_or_stand_as_words_and_are_named() -> None:
    made = document(("First", 1))
    table = made.add_table(2, 2)
    table.cell(0, 0).text = "Who"
    table.cell(1, 0).paragraphs[0].add_run().add_picture(BytesIO(picture()))
    table.cell(1, 1).add_table(1, 2).cell(0, 0).text = "inside"
    found = read(saved(made))
    assert types(found) == ["table", "image"]
    assert {"picture_in_table", "table_in_table"} <= set(kinds(found))
    assert found.units[0].blocks[0]["value"]["rows"] == [["", "inside"]]


@pytest.mark.parametrize(
    ("xml", "kind"),
    [
        ("<w:p><w:del w:id='1'><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>", "deletion"),
        ("<w:p><w:ins w:id='1'><w:r><w:t>new</w:t></w:r></w:ins></w:p>", "insertion"),
        ("<w:p><w:r><w:object/></w:r></w:p>", "object"),
        (
            '<w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x</m:t></m:r></m:oMath></w:p>',
            "equation",
        ),
        (
            '<w:p><w:r><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/></w:r></w:p>',
            "chart",
        ),
        (
            '<w:p><w:r><d:relIds xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/diagram"/></w:r></w:p>',
            "smartart",
        ),
        (
            "<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent><w:p><w:r>"
            "<w:t>boxed</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
            "text_box",
        ),
        ('<w:p><w:r><w:instrText> INCLUDEPICTURE "http://127.0.0.1:9/" </w:instrText></w:r></w:p>', "field"),
    ],
)
def test_what_cannot_come_along_is_named(xml: str, kind: str) -> None:
    found = read(in_body(xml))
    entry = next(entry for entry in found.left_out if entry.kind == kind)
    assert words.line(entry.stored()).startswith("1 ")


def test_headers_and_comments_are_in_the_report_with_their_words() -> None:
    found = read(whole()).left_out
    assert LeftOut("header", words="Draft, for the team only") in found
    assert LeftOut("comment", words="Check with the team") in found


def test_picture_that_browsers_do_not_show_is_named_with_its_kind_and_place() -> None:
    data = changed(whole(), "[Content_Types].xml", lambda old: old.replace(b"image/png", b"image/x-emf"))
    entries = [entry for entry in read(data).left_out if entry.kind == "picture_kind"]
    assert entries == [LeftOut("picture_kind", "The meeting", 2, "EMF")]


def test_words_of_the_document_are_never_markup() -> None:
    made = document(("First", 1), "<script>alert(1)</script> & more")
    assert read(saved(made)).units[0].blocks[0]["value"] == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</p>"


def test_style_map_inside_the_document_is_not_followed() -> None:
    data = with_part(whole(), "mammoth/style-map", b"p => script")
    assert "script" not in str(read(data).units)


def test_sixty_pages_are_read_within_five_seconds() -> None:
    made = docx.Document()
    for number in range(60):
        made.add_heading(f"Page {number}", 1)
        for _count in range(8):
            made.add_paragraph("Start with what people saw and heard, and keep the reasons for later. " * 4)
    data = saved(made)
    start = time.process_time()
    assert len(read(data).units) == 60
    assert time.process_time() - start < 5
