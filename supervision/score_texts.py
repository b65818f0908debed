"""Scores as people type, paste or send them: what a cell says, and what is wrong with it. Pure; nothing is guessed.

An empty cell says nothing. "No interview" and "no data" are answers of their own and never zero.
"""

from __future__ import annotations

import csv
import datetime
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

NO_INTERVIEW = {"-", "–", "—", "no interview", "none", "ni", "dim cyfweliad"}
NO_DATA = {"no data", "n/a", "na", "nd", "dim data"}
MOST_ANSWERS = 999
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MOST_LINES = 2000
MOST_BYTES = 200_000
HEADINGS = {
    "person": {"person", "name", "therapist", "supervisor", "expert", "email", "e-mail", "enw", "therapydd"},
    "month": {"month", "period", "mis", "cyfnod"},
    "value": {"score", "value", "mean", "overall", "sgor"},
    "n": {"n", "count", "answers", "interviews", "nifer"},
    "method": {"how", "method", "collected", "sut"},
    "case": {"case", "code", "achos"},
}
NEEDED = ("person", "month", "value", "n")


@dataclass(frozen=True)
class Cell:
    """What a pair of texts says: a state (empty where nothing is said), a value, a count, or what is wrong."""

    state: str = ""
    value: Decimal | None = None
    n: int = 0
    fault: str = ""


@dataclass(frozen=True)
class Range:
    """Between which scores a measure lies."""

    lowest: Decimal
    highest: Decimal

    def fault_of(self, value: Decimal) -> str:
        """Why the value can't be one of this measure; empty where it can."""
        if self.lowest <= value <= self.highest:
            return ""
        return _("%(value)s is outside %(low)s to %(high)s.") % {
            "value": plain(value), "low": plain(self.lowest), "high": plain(self.highest),
        }  # fmt: skip


@dataclass(frozen=True)
class SheetLine:
    """One line of a sheet by its heading; `number` counts as the sheet's own program does."""

    number: int
    cells: Mapping[str, str] = field(default_factory=dict)


class SheetError(Exception):
    """The whole sheet can't be read; the message says why and what to do."""


def plain(value: Decimal) -> str:
    """A number as people write it: 0.6 and 5, never 0.60 or 5.00."""
    return f"{value.normalize():f}"


def tidy(text: object) -> str:
    """One line without the spaces and marks that sheets put round a number."""
    return " ".join(unicodedata.normalize("NFKC", str(text)).replace("\ufeff", "").split())


def read_cell(value: object, n: object, scores: Range) -> Cell:
    """A score with its count, or why there is none."""
    typed, count = tidy(value), tidy(n)
    if not typed:
        return Cell(fault=_("A count without a score.") if count else "")
    for state, words in (("no_interview", NO_INTERVIEW), ("no_data", NO_DATA)):
        if typed.casefold() in words:
            return Cell(state=state)
    number = number_of(typed)
    if number is None:
        return Cell(fault=_("Not a number. Write a score, “no interview” or “no data”."))
    fault = scores.fault_of(number) or _fault_of_count(count)
    return Cell(fault=fault) if fault else Cell("scored", number, int(count))


def number_of(text: str) -> Decimal | None:
    """A decimal number with a point or a comma and at most two places after it; else None."""
    if not re.fullmatch(r"[+-]?[0-9]{1,4}([.,][0-9]{1,2}0*)?", text):
        return None
    return Decimal(text.replace(",", ".")).quantize(Decimal("0.01"))


def _fault_of_count(count: str) -> str:
    if not count:
        return _("Say of how many answers (n).")
    if not re.fullmatch(r"[0-9]{1,4}", count) or not 1 <= int(count) <= MOST_ANSWERS:
        return _("The count (n) is a whole number from 1 to 999.")
    return ""


def month_of(text: str) -> datetime.date | None:
    """The first day of the month: 2026-04, 04/2026, April 2026 or a day in it; else None."""
    typed = tidy(text).casefold()
    for pattern, order in (
        (r"([0-9]{4})-([0-9]{1,2})(?:-[0-9]{1,2})?", (1, 2)),
        (r"(?:[0-9]{1,2}/)?([0-9]{1,2})/([0-9]{4})", (2, 1)),
        (r"([a-z]{3,9})[ -]([0-9]{4})", (2, 1)),
    ):
        found = re.fullmatch(pattern, typed)
        if found:
            year, month = (found.group(place) for place in order)
            return _first_day(int(year), _number_of_month(month))
    return None


def _number_of_month(text: str) -> int:
    return int(text) if text.isdigit() else (MONTHS.index(text[:3]) + 1 if text[:3] in MONTHS else 0)


def _first_day(year: int, month: int) -> datetime.date | None:
    return datetime.date(year, month, 1) if 1 <= month <= 12 and 2000 <= year <= 2100 else None


def decoded(data: bytes) -> str:
    """A file's text, in UTF-8 with or without its mark, UTF-16 with one, or as older Windows programs write it."""
    if len(data) > MOST_BYTES:
        raise SheetError(_("The file is larger than 200 kB. Send it in parts."))
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return _decode(data, "utf-16")
    if b"\0" in data:
        raise SheetError(_("This is not a text file. Save the sheet as CSV first."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode(data, "cp1252")


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SheetError(_("This is not a text file. Save the sheet as CSV first.")) from error


def read_sheet(text: str, scales: tuple[str, ...] = ()) -> list[SheetLine]:
    """The lines below the headings; raises SheetError for what is no such sheet."""
    if len(text.encode(errors="replace")) > MOST_BYTES:
        raise SheetError(_("This is more than 200 kB. Paste it in parts."))
    rows = [(number, row) for number, row in _rows(text) if any(tidy(cell) for cell in row)]
    if not rows:
        raise SheetError(_("There is nothing in it."))
    if len(rows) - 1 > MOST_LINES:
        raise SheetError(_("It has %(n)d lines; at most 2,000 go at once.") % {"n": len(rows) - 1})
    columns = _columns(rows[0][1], scales)
    return [
        SheetLine(number, {name: tidy(row[place]) for place, name in columns.items() if place < len(row)})
        for number, row in rows[1:]
    ]


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    text = text.replace("\ufeff", "").replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    first = next((line for line in text.split("\n") if line.strip()), "")
    mark = max("\t;,", key=first.count)
    reader = csv.reader(text.split("\n"), delimiter=mark)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise SheetError(_("Line %(n)d can't be read.") % {"n": reader.line_num}) from error


def _columns(headings: list[str], scales: tuple[str, ...]) -> dict[int, str]:
    """Which place in a line is what. A heading that is missing or there twice stops it all."""
    found: dict[int, str] = {}
    for place, heading in enumerate(headings):
        word = tidy(heading).casefold()
        name = next((name for name, words in HEADINGS.items() if word in words), "")
        name = name or next((f"scale:{scale}" for scale in scales if scale.casefold() == word), "")
        if name in found.values() and name:
            raise SheetError(_("The heading “%(name)s” is there twice.") % {"name": tidy(heading)[:40]})
        if name:
            found[place] = name
    missing = [name for name in NEEDED if name not in found.values()]
    if missing:
        raise SheetError(
            _("The first line must name the columns: person, month, score, n. Missing: %(names)s.")
            % {"names": ", ".join("score" if name == "value" else name for name in missing)}
        )
    return found
