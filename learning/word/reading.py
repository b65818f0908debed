"""A document's bytes as a module: checked first, then read by mammoth, then cut at its headings into units."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from xml.etree import ElementTree

import mammoth
from mammoth import images

from learning.word import package
from learning.word.blocks import LONGEST_TITLE, UnitMaker, words_of
from learning.word.document import LeftOut, Picture, WordModule
from learning.word.left_out import left_out
from learning.word.package import WordRefused

MOST_UNITS = 99
STYLES = "\n".join(
    [
        "p[style-name='Title'] => h1.title:fresh",
        "p[style-name='caption'] => p.caption:fresh",
        "p[style-name^='toc '] => p.contents:fresh",
        "p[style-name='TOC Heading'] => p.contents:fresh",
        "r[style-name='Strong'] => strong",
        "r[style-name='Emphasis'] => em",
    ]
)
LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
SHOWN = ("image/png", "image/jpeg", "image/gif", "image/webp")


def read(data: bytes, name: str = "") -> WordModule:
    """The module in the document; WordRefused says by which rule it can't be taken."""
    package.check(data)
    try:
        pictures: list[Picture] = []
        root = _as_tree(data, pictures)
        missing = left_out(data)
    except WordRefused:
        raise
    except Exception as error:  # the libraries raise anything at all on a damaged document
        raise WordRefused("damaged") from error
    return _module(root, pictures, missing, PurePosixPath(name).stem)


def _as_tree(data: bytes, pictures: list[Picture]) -> ElementTree.Element:
    """What mammoth makes of the document; styles that the document itself carries along are not asked."""

    def kept(image: Any) -> dict[str, str]:
        if image.content_type not in SHOWN:
            return {"src": "", "title": image.content_type.rpartition("/")[2].removeprefix("x-").upper()[:20]}
        with image.open() as file:
            content = file.read()
        suffix = image.content_type.rpartition("/")[2].replace("jpeg", "jpg")
        found = next((place for place, picture in enumerate(pictures) if picture.data == content), len(pictures))
        if found == len(pictures):
            pictures.append(Picture(f"picture-{found + 1}.{suffix}", content))
        return {"src": str(found)}

    found = mammoth.convert_to_html(
        BytesIO(data),
        style_map=STYLES,
        include_embedded_style_map=False,
        external_file_access=False,
        convert_image=images.img_element(kept),
    )
    return ElementTree.fromstring(f"<div>{found.value}</div>")  # noqa: S314 - mammoth's own output, no document's XML


def _module(root: ElementTree.Element, pictures: list[Picture], missing: list[LeftOut], name: str) -> WordModule:
    nodes = list(root)
    notes = _notes(nodes)
    title, nodes = _title(nodes)
    level = min((LEVELS[node.tag] for node in nodes if _is_heading(node)), default=0)
    module = WordModule(title or name or "", pictures=pictures, left_out=list(missing))
    maker = UnitMaker(module, notes)
    if not level:
        module.left_out.append(LeftOut("no_headings"))
        maker.begin(module.title)
    for node in nodes:
        if _is_heading(node) and LEVELS[node.tag] == level:
            maker.begin_at(node)
        else:
            maker.add(node, LEVELS[node.tag] - level if _is_heading(node) else 0)
    maker.end()
    return _refused_if_unusable(module)


def _refused_if_unusable(module: WordModule) -> WordModule:
    if not any(unit.blocks for unit in module.units):
        raise WordRefused("no_content")
    if len(module.units) > MOST_UNITS:
        raise WordRefused("too_many_units", detail=str(len(module.units)))
    return module


def _is_heading(node: ElementTree.Element) -> bool:
    return node.tag in LEVELS and node.get("class") != "title" and bool(words_of(node))


def _title(nodes: list[ElementTree.Element]) -> tuple[str, list[ElementTree.Element]]:
    """Word's Title; else a single first-level heading that stands first, with others below it."""
    first = next((node for node in nodes if node.get("class") == "title" and words_of(node)), None)
    if first is None:
        headings = [node for node in nodes if _is_heading(node)]
        tops = [node for node in headings if node.tag == "h1"]
        if len(tops) != 1 or len(headings) < 2 or nodes[0] is not tops[0]:
            return "", nodes
        first = tops[0]
    rest = [node for node in nodes if node is not first]
    return words_of(first)[:LONGEST_TITLE], rest


def _notes(nodes: list[ElementTree.Element]) -> dict[str, ElementTree.Element]:
    """Footnotes and endnotes by their anchors; mammoth puts them into one list at the end, which is taken away."""
    if not nodes or nodes[-1].tag != "ol":
        return {}
    items = {item.get("id", ""): item for item in nodes[-1] if item.get("id", "").startswith(("footnote-", "endnote-"))}
    if items:
        nodes.pop()
    return items
