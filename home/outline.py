"""The outline of a page: which level each block's title has, so that headings never skip one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Outlined:
    """A block of a stream and the level of its title."""

    child: Any
    level: int


def outline(stream: Iterable[Any]) -> list[Outlined]:
    """Titles of blocks are second level until a section heading stands above them, then third."""
    outlined: list[Outlined] = []
    in_section = False
    for child in stream:
        is_heading = child.block_type == "heading"
        opens_section = is_heading and str(child.value.get("level")) != "3"
        level = 3 if in_section and not opens_section else 2
        outlined.append(Outlined(child, level))
        in_section = in_section or is_heading
    return outlined
