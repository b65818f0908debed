"""Cuts a file into items: a blank line ends an item, a line that begins with `//` is a comment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

BLANK = " \t\n\r\0\x0b"  # what Moodle takes off the ends of lines and texts
NUL = "\0"


@dataclass(slots=True)
class Piece:
    """Lines without a blank one between them: the words, the comments, and where each kept line stood."""

    lines: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    first_line: int = 0
    last_line: int = 0

    @property
    def text(self) -> str:
        """The words as the grammar reads them."""
        return "\n".join(self.lines)

    def line_at(self, row: int) -> int:
        """The file's line for the nth line of the words, counted from 1."""
        return self.places[min(row, len(self.places)) - 1] if self.places else self.first_line


def pieces(text: str) -> Iterator[Piece]:
    """Every run of lines that are not blank."""
    piece = Piece()
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        words = line.strip(BLANK)
        if words or NUL in line:
            _add(piece, number, words)
        elif piece.first_line:
            yield piece
            piece = Piece()
    if piece.first_line:
        yield piece


def _add(piece: Piece, number: int, words: str) -> None:
    piece.first_line = piece.first_line or number
    piece.last_line = number
    if words.startswith("//"):
        piece.comments.append(words[2:].strip(BLANK))
    else:
        piece.lines.append(words)
        piece.places.append(number)
