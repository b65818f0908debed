"""Tables to open in a spreadsheet, as CSV and XLSX: row by row, and with nothing in them that a spreadsheet would run.

A text that begins like a formula gets an apostrophe in front, in both kinds alike: a workbook saved as CSV later stays
harmless. Numbers and dates stay numbers and dates.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from django.http import HttpResponse, StreamingHttpResponse

BOM = "\ufeff"  # without it Excel reads UTF-8 as something else
FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
LONGEST_CELL = 32767
BAD_IN_TITLES = re.compile(r"[\[\]:*?/\\']")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS_AT_ONCE = 200

Cell = Any
Row = Sequence[Cell]
Answer = TypeVar("Answer", HttpResponse, StreamingHttpResponse)


@dataclass(frozen=True)
class Sheet:
    """One table: its title, its headings, and rows that are read once."""

    title: str
    header: Row
    rows: Iterable[Row]


def defused(value: Cell) -> Cell:
    """The value as it may stand in a cell: a text that would be run gets an apostrophe in front."""
    if value is None:
        return ""
    if isinstance(value, bool | int | float | Decimal | datetime.date | datetime.time):
        return value
    text = UNPRINTABLE.sub("", str(value))[: LONGEST_CELL - 1]
    return f"'{text}" if FORMULA.match(text) else text


def csv_lines(header: Row, rows: Iterable[Row]) -> Iterator[str]:
    """The file in pieces of some hundred rows. Every text is quoted, so that no other separator can split it."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
    out.write(BOM)
    writer.writerow([defused(cell) for cell in header])
    for number, row in enumerate(rows, start=1):
        writer.writerow([_written(defused(cell)) for cell in row])
        if number % ROWS_AT_ONCE == 0:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def _written(value: Cell) -> Cell:
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else value


def csv_bytes(header: Row, rows: Iterable[Row]) -> bytes:
    """The whole file."""
    return "".join(csv_lines(header, rows)).encode()


def csv_response(name: str, header: Row, rows: Iterable[Row]) -> StreamingHttpResponse:
    """The file to save, sent as it is made. `name` without its ending."""
    response = StreamingHttpResponse(csv_lines(header, rows), content_type="text/csv; charset=utf-8")
    return _attached(response, f"{name}.csv")


def xlsx_bytes(sheets: Iterable[Sheet]) -> bytes:
    """A workbook, written row by row."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow to load, and only workbooks need it

    book = Workbook(write_only=True)
    for sheet in sheets:
        _write(book.create_sheet(BAD_IN_TITLES.sub(" ", sheet.title)[:31]), sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(page: Any, sheet: Sheet) -> None:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415

    page.freeze_panes = "A2"
    headings = [WriteOnlyCell(page, value=defused(cell)) for cell in sheet.header]
    for heading in headings:
        heading.font = Font(bold=True)
    page.append(headings)
    for row in sheet.rows:
        page.append([_without_zone(defused(cell)) for cell in row])


def _without_zone(value: Cell) -> Cell:
    return value.replace(tzinfo=None) if isinstance(value, datetime.datetime) else value


def xlsx_response(name: str, sheets: Iterable[Sheet]) -> HttpResponse:
    """The workbook to save. `name` without its ending."""
    return _attached(HttpResponse(xlsx_bytes(sheets), content_type=XLSX), f"{name}.xlsx")


def _attached(response: Answer, name: str) -> Answer:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
