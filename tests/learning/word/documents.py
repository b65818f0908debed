"""Word documents made for tests: whole ones with python-docx, and ones with a part put in or changed by hand."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
from PIL import Image

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def picture(colour: str = "teal", size: tuple[int, int] = (40, 30), kind: str = "PNG") -> bytes:
    """A small picture of one colour."""
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def saved(document: Any) -> bytes:
    """The bytes of a python-docx document."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def whole() -> bytes:
    """Title, two units, a list, a table, a picture with and one without a description, a comment, a header."""
    document = docx.Document()
    document.add_heading("Working with schools", 0)
    document.add_heading("Before you call", 1)
    paragraph = document.add_paragraph("Ask ")
    paragraph.add_run("who knows").bold = True
    paragraph.add_run(" the young person.")
    document.add_comment(paragraph.runs, text="Check with the team", author="A B", initials="AB")
    document.add_paragraph("First thing", style="List Bullet")
    document.add_paragraph("Second thing", style="List Bullet")
    document.add_heading("What to have ready", 2)
    table = document.add_table(2, 2)
    for number, words in enumerate(["When", "Who", "Monday", "Caregiver A"]):
        table.cell(number // 2, number % 2).text = words
    document.add_paragraph("Table 1: the week", style="Caption")
    document.add_heading("The meeting", 1)
    document.add_paragraph("Sit beside, not opposite.")
    document.add_picture(BytesIO(picture()))
    describe(document, -1, "Two chairs side by side")
    document.add_picture(BytesIO(picture("plum")))
    document.sections[0].header.paragraphs[0].text = "Draft, for the team only"
    return saved(document)


def describe(document: Any, number: int, words: str) -> None:
    """Word's alternative text of a picture."""
    document.inline_shapes[number if number >= 0 else len(document.inline_shapes) + number]._inline.docPr.set(
        "descr", words
    )


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same package with a part more, or another one in its place."""
    return changed(data, name, lambda _old: content)


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same package with one part changed."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, change(old.read(name) if name in old.namelist() else b""))
    return out.getvalue()


def in_body(xml: str, data: bytes | None = None) -> bytes:
    """A document with more XML at the start of its body."""
    insert = f"<w:body>{xml}".encode()
    return changed(data or whole(), "word/document.xml", lambda old: old.replace(b"<w:body>", insert, 1))


def with_relation(kind: str, target: str, *, part: str = "word/_rels/document.xml.rels") -> bytes:
    """A document with one external relation more."""
    relation = f'<Relationship Id="rId900" Type="{RELS}/{kind}" Target="{target}" TargetMode="External"/>'
    return changed(whole(), part, lambda old: old.replace(b"</Relationships>", f"{relation}</Relationships>".encode()))
