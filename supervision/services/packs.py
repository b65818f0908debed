"""What a disclosure request gives out: every shared record in scope, line by line, less what is withheld."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from supervision.models import DisclosureRequest
from supervision.models.guarding import Scoped
from supervision.scopes import kept_out, rows_in, scope_of
from supervision.spelled import Line, Spelled, spelled


@dataclass(frozen=True)
class Pack:
    """The records as they are disclosed."""

    records: tuple[Spelled, ...]
    withheld: int

    def facts(self) -> list[Any]:
        """What its hash is over: every line that is given out, in order."""
        return [
            [record.label, record.key, [[line.place, line.text] for line in record.lines]] for record in self.records
        ]


def opened(scoped: Scoped, *, as_staff: bool = False) -> tuple[Spelled, ...]:
    """Every shared record in scope, oldest first, less what is about somebody else. Call it where somebody reads."""
    within = replace(scope_of(scoped), shared_only=True, as_staff=as_staff)
    rows = [row for records in rows_in(within).values() for row in records]
    return tuple(
        spelled(row, kept_out(within, row))
        for row in sorted(rows, key=lambda row: (str(getattr(row, "created_at", "")), str(row.pk)))
    )


def pack_of(request: DisclosureRequest) -> Pack:
    """The records in scope with lines and words withheld as was decided; none of them where it was refused."""
    if request.decision == DisclosureRequest.Decision.REFUSED:
        return Pack((), 0)
    full = opened(request)
    withheld = set(request.redacted_lines)
    words = _pattern(request.redacted_words)
    records = tuple(replace(record, lines=tuple(_less(record.lines, withheld, words))) for record in full)
    changed = sum(
        line != kept
        for record, less in zip(full, records, strict=True)
        for line, kept in zip(record.lines, less.lines, strict=True)
    )
    return Pack(records, changed)


def _less(lines: tuple[Line, ...], withheld: set[str], words: re.Pattern[str] | None) -> list[Line]:
    gap = _("[withheld]")
    made = []
    for line in lines:
        text = gap if line.place in withheld else (words.sub(gap, line.text) if words else line.text)
        made.append(replace(line, text=text))
    return made


def _pattern(words: list[str]) -> re.Pattern[str] | None:
    """Any of the words, whatever their case; the longest first."""
    given = sorted({word.strip() for word in words if word.strip()}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, given)), re.IGNORECASE) if given else None
