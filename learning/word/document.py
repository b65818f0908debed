"""What a Word document says, before any of it is stored."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

Block = dict[str, Any]
WORDS_A_MINUTE = 180


@dataclass(frozen=True)
class LeftOut:
    """Something that did not come along, or not as it was: what, below which heading, how often, its words."""

    kind: str
    place: str = ""
    count: int = 1
    words: str = ""

    def stored(self) -> dict[str, Any]:
        """As a row keeps it."""
        return asdict(self)


@dataclass(frozen=True)
class Picture:
    """A picture's bytes as they stood in the document."""

    name: str
    data: bytes


@dataclass
class WordUnit:
    """One unit: a heading and what stands below it. An image's `picture` is its place in `WordModule.pictures`."""

    title: str
    blocks: list[Block] = field(default_factory=list)
    words: int = 0

    @property
    def minutes(self) -> int:
        """Reading time, a whole minute at least."""
        return max(1, -(-self.words // WORDS_A_MINUTE))


@dataclass
class WordModule:
    """The whole document."""

    title: str
    units: list[WordUnit] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
