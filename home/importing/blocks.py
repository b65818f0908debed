"""Blocks as written to blocks as Wagtail stores them. Ids follow from the place: importing twice gives equal rows."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from home.markdown import RawBlock, is_table, parse_body, parse_table, to_html

Links = Callable[[str], Mapping[str, str]]
Raw = dict[str, Any]
NAMESPACE = uuid.UUID("5b0d3f0e-6b39-4d53-9a1e-0c7a4b9c2f11")
FIGURE = re.compile(r"^[\d.,]+\s?%$")
DOOR = re.compile(r"^(?P<text>.+?)\s*\[(?P<words>[^\]]+)\]\((?P<address>[^)\s]+)\)$", re.DOTALL)


def stream_of(
    blocks: list[RawBlock], place: str, links: Links, *, figures: bool = False, doors: bool = False
) -> list[Raw]:
    """The raw data of a stream of blocks."""
    writer = _Writer(place, links)
    queue = list(blocks)
    out: list[Raw] = []
    while queue:
        taken = (doors and writer.doors(queue)) or (figures and writer.figures(queue))
        if not taken:
            block = queue.pop(0)
            taken = writer.item(block.name if block.name in writer.VALUES else "text", writer.value(block))
        out.append(taken)
    return out


class _Writer:
    """Counts as it goes, so that every id follows from the page and the place in it."""

    def __init__(self, place: str, links: Links) -> None:
        self.place = place
        self.links = links
        self.count = 0
        self.VALUES: dict[str, Callable[[RawBlock], Any]] = {
            "text": lambda block: to_html(block.content, self.links),
            "heading": lambda block: {"text": block.content, "level": block.attrs["level"]},
            "table": self.table,
            "callout": self.callout,
            "quote": lambda block: {"words": to_html(block.content, self.links), "who": block.attrs.get("who", "")},
        }

    def value(self, block: RawBlock) -> Any:
        return self.VALUES.get(block.name, self.VALUES["text"])(block)

    def item(self, kind: str, value: Any) -> Raw:
        self.count += 1
        return {"type": kind, "value": value, "id": str(uuid.uuid5(NAMESPACE, f"{self.place}/{self.count}"))}

    def items(self, values: list[Any]) -> list[Raw]:
        return [self.item("item", value) for value in values]

    def table(self, block: RawBlock) -> Raw:
        table = parse_table(block.content)
        rows = [{"cells": self.items(list(row))} for row in table.rows]
        return {
            "caption": block.attrs.get("caption", ""),
            "columns": self.items(list(table.columns)),
            "rows": self.items(rows),
        }

    def callout(self, block: RawBlock) -> Raw:
        inner, _problems = parse_body(block.content, self.place, block.line + 1)
        body = [self.item("table" if part.name == "table" else "text", self.value(part)) for part in inner]
        return {"kind": block.attrs.get("type", "note"), "title": block.attrs.get("title", ""), "body": body}

    def figures(self, queue: list[RawBlock]) -> Raw | None:
        """A table of percentages and the text after it, which says where they come from."""
        block = queue[0]
        if block.name != "table" or not is_table(block.content):
            return None
        table = parse_table(block.content)
        if not table.rows or not all(FIGURE.match(cell) for row in table.rows for cell in row[1:]):
            return None
        queue.pop(0)
        note = queue.pop(0).content if queue and queue[0].name == "text" else ""
        rows = [{"outcome": row[0], "values": self.items(list(row[1:]))} for row in table.rows]
        return self.item(
            "figures",
            {
                "caption": block.attrs.get("caption", ""),
                "outcome_label": table.columns[0],
                "periods": self.items(list(table.columns[1:])),
                "rows": self.items(rows),
                "note": to_html(note, self.links),
            },
        )

    def doors(self, queue: list[RawBlock]) -> Raw | None:
        """A section whose parts are each a heading and a text that ends in a link."""
        if len(queue) < 3 or queue[0].name != "heading" or queue[0].attrs["level"] != "2":
            return None
        found: list[Raw] = []
        rest = queue[1:]
        while len(rest) > 1 and rest[0].attrs.get("level") == "3" and (match := DOOR.match(rest[1].content)):
            found.append(
                {
                    "title": rest[0].content,
                    "text": match["text"],
                    "link_text": match["words"],
                    "address": match["address"],
                }
            )
            rest = rest[2:]
        if not found:
            return None
        title = queue[0].content
        queue[:] = rest
        return self.item("doors", {"title": title, "doors": self.items(found)})
