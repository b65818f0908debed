"""What of a document does not become content, found part by part, each with the heading it stands below."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import Any

import docx
from lxml import etree

from learning.word.document import LeftOut

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}wsp"
KINDS = {
    f"{W}txbxContent": "text_box",
    f"{W}object": "object",
    f"{W}altChunk": "inserted_file",
    f"{W}del": "deletion",
    f"{W}moveFrom": "deletion",
    f"{W}ins": "insertion",
    f"{W}moveTo": "insertion",
    f"{W}gridSpan": "merged_cells",
    f"{W}vMerge": "merged_cells",
    f"{MATHS}oMath": "equation",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "chart",
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart": "chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": "smartart",
}
# What stands inside these is part of them, and not counted again.
WHOLE = {f"{MATHS}oMath", f"{W}object", f"{W}del", f"{W}moveFrom"}
LONGEST = 300


def left_out(data: bytes) -> list[LeftOut]:
    """Everything found, in the order of the document; headers, footers and comments last."""
    document = docx.Document(BytesIO(data))
    counts = _counted(document)
    found = [LeftOut(kind, place, count) for (kind, place), count in counts.items()]
    return [*found, *_margins(document), *_comments(document)]


def _counted(document: Any) -> Counter[tuple[str, str]]:
    headings = _heading_styles(document)
    counts: Counter[tuple[str, str]] = Counter()
    place = ""
    walk = etree.iterwalk(document.element.body, events=("start",))
    for _event, element in walk:
        if element.tag == f"{MC}Fallback":
            walk.skip_subtree()
        elif element.tag == f"{W}p":
            place = _heading(element, headings) or place
        else:
            kind = _kind(element)
            if kind:
                counts[kind, place] += 1
            if element.tag in WHOLE:
                walk.skip_subtree()
    return counts


def _kind(element: Any) -> str:
    if element.tag == SHAPE and element.find(f".//{W}txbxContent") is None:
        return "shape"
    if element.tag == f"{W}vMerge" and element.get(f"{W}val") != "restart":
        return ""
    if element.tag == f"{W}instrText" and (element.text or "").split()[:1] in (["INCLUDETEXT"], ["INCLUDEPICTURE"]):
        return "field"
    return KINDS.get(element.tag, "")


def _heading_styles(document: Any) -> set[str]:
    names = ("heading ", "title")
    return {style.style_id for style in document.styles if (style.name or "").lower().startswith(names)}


def _heading(paragraph: Any, headings: set[str]) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    if style is None or style.get(f"{W}val") not in headings:
        return ""
    return " ".join("".join(node.text or "" for node in paragraph.iter(f"{W}t")).split())[:LONGEST]


def _margins(document: Any) -> list[LeftOut]:
    """The words of headers and footers, each once."""
    found: dict[tuple[str, str], None] = {}
    for section in document.sections:
        for kind in ("header", "footer"):
            for name in (kind, f"first_page_{kind}", f"even_page_{kind}"):
                part = getattr(section, name)
                words = "" if part.is_linked_to_previous else _words(part.paragraphs)
                if words:
                    found[kind, words] = None
    return [LeftOut(kind, words=words) for kind, words in found]


def _words(paragraphs: Any) -> str:
    return " ".join(" ".join(paragraph.text for paragraph in paragraphs).split())[:LONGEST]


def _comments(document: Any) -> list[LeftOut]:
    """A comment is for the authors: its words are in the report, not in the unit."""
    if not any(relation.reltype.endswith("/comments") for relation in document.part.rels.values()):
        return []
    return [LeftOut("comment", words=_words(comment.paragraphs)) for comment in document.comments]
