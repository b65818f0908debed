"""From bytes to rows: which encoding, which mark between the columns, which column is which."""

from __future__ import annotations

import codecs
import csv
import re
from dataclasses import dataclass

MOST_ROWS = 500
MARKS = (",", ";", "\t")
REQUIRED = ("name", "email", "role")
# How a column may be headed, in English and Welsh; marks, spaces and capitals don't count.
HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("name", "full name", "enw", "enw llawn"),
    "email": ("email", "e-mail", "email address", "e-mail address", "e-bost", "ebost", "cyfeiriad e-bost"),
    "role": ("role", "rôl", "rol"),
    "team": ("team", "tîm", "tim"),
    "organisation": ("organisation", "organization", "sefydliad"),
    "language": ("language", "iaith"),
    "starts_on": ("first day", "start", "start date", "starts on", "diwrnod cyntaf"),
    "ends_on": ("last day", "end", "end date", "ends on", "diwrnod olaf"),
}
COLUMNS = tuple(HEADINGS)
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
SEVERAL_BYTES = re.compile(rb"[\xc3-\xf4][\x80-\xbf]")


class Unreadable(Exception):
    """The file as a whole can't be used: a code, the row where it shows, and a detail. `words` says it."""

    def __init__(self, code: str, *, row: int = 0, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.row, self.detail = code, row, detail


@dataclass(frozen=True)
class Row:
    """One person's row: its number in the spreadsheet, and the text of each known column."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """All rows that say something, and the headings that nobody here knows."""

    rows: tuple[Row, ...]
    ignored: tuple[str, ...] = ()


def decode(data: bytes) -> str:
    """The text of UTF-8 with or without its mark. Anything else is refused by name, never guessed at silently."""
    if data.startswith(WORKBOOKS):
        raise Unreadable("workbook")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:4000]:
        raise Unreadable("utf_16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        mixed = SEVERAL_BYTES.search(data[: error.start])
        try:
            data.decode("cp1252")
        except UnicodeDecodeError:
            mixed = True  # type: ignore[assignment]
        raise Unreadable("mixed" if mixed else "windows_1252", row=row) from None


def read(text: str) -> Sheet:
    """The rows of a text whose first row names the columns."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Unreadable("empty")
    mark, skipped = _mark(text)
    lines = _records(text, mark)[skipped:]
    number_of_heading = next((at for at, line in enumerate(lines) if any(cell.strip() for cell in line)), 0)
    columns, ignored = _columns(lines[number_of_heading])
    first = skipped + number_of_heading + 2
    filled = [
        (number, line)
        for number, line in enumerate(lines[number_of_heading + 1 :], start=first)
        if any(cell.strip() for cell in line)
    ]
    if not filled:
        raise Unreadable("no_rows")
    if len(filled) > MOST_ROWS:
        raise Unreadable("too_many", detail=f"{len(filled):,}")
    return Sheet(tuple(Row(number, _cells(line, columns)) for number, line in filled), ignored)


def _records(text: str, mark: str) -> list[list[str]]:
    reader = csv.reader(text.splitlines(keepends=True), delimiter=mark, strict=True)
    found: list[list[str]] = []
    try:
        found.extend(reader)
    except csv.Error:
        raise Unreadable("quotes", row=len(found) + 1) from None
    return found


def _mark(text: str) -> tuple[str, int]:
    """The mark that makes most known columns of the first row; Excel's own `sep=;` row is skipped."""
    lines = text.lstrip("\n").split("\n", 2)
    skipped = 1 if lines[0].lower().startswith("sep=") else 0
    heading = lines[skipped] if len(lines) > skipped else ""

    def known(mark: str) -> int:
        return sum(_known(cell) is not None for cell in heading.split(mark))

    return max(MARKS, key=known), skipped


def _columns(heading: list[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    columns: dict[str, int] = {}
    ignored = []
    for place, cell in enumerate(heading):
        name = _known(cell)
        if name in columns:
            raise Unreadable("column_twice", row=1, detail=cell.strip())
        if name:
            columns[name] = place
        elif cell.strip():
            ignored.append(cell.strip()[:60])
    if not columns:
        raise Unreadable("no_heading", row=1)
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        raise Unreadable("column_missing", row=1, detail=missing[0])
    return columns, tuple(ignored)


def _known(cell: str) -> str | None:
    plain = " ".join(cell.strip().strip('"').casefold().replace("_", " ").split())
    return next((name for name, headings in HEADINGS.items() if plain in headings), None)


def _cells(line: list[str], columns: dict[str, int]) -> dict[str, str]:
    return {name: line[place].strip() if place < len(line) else "" for name, place in columns.items()}
