"""The one canonical way to write a document down: the same document always gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from home.markdown.document import Document, RawBlock

UNQUOTED = frozenset({"type", "kind", "minutes"})


def write(document: Document) -> str:
    """Front matter, an empty line, blocks with an empty line between them."""
    return write_front(document.front) + "\n" + write_blocks(document.blocks)


def write_front(front: Mapping[str, Any]) -> str:
    """The facts in the order given, one a line."""
    text: str = yaml.safe_dump(dict(front), sort_keys=False, allow_unicode=True, width=100_000, default_flow_style=None)
    return f"---\n{text}---\n"


def write_blocks(blocks: Iterable[RawBlock]) -> str:
    """Every block, an empty line between them, a line feed at the end."""
    return "".join(f"{text}\n" for text in ["\n\n".join(write_block(block) for block in blocks)] if text)


def write_block(block: RawBlock) -> str:
    """One block; a table without a caption stands free, as text and headings do."""
    if block.name == "text" or (block.name == "table" and not block.attrs.get("caption")):
        return block.content.strip("\n")
    if block.name == "heading":
        return "#" * int(block.attrs.get("level", "2")) + " " + " ".join(block.content.split())
    opening = " ".join([f":::{block.name}", *(_attribute(key, value) for key, value in block.attrs.items() if value)])
    content = block.content.strip("\n")
    return f"{opening}\n{content}\n:::" if content else f"{opening}\n:::"


def _attribute(key: str, value: str) -> str:
    text = " ".join(str(value).split())
    if key in UNQUOTED and text.isalnum():
        return f"{key}={text}"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'{key}="{escaped}"'
