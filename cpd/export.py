"""The log for a regulator: chosen days, as tagged PDF, as a page or as a table. Never a case reference."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cpd import paper
from cpd.counter import Counter, counter_of
from cpd.models import CPDEntry
from cpd.words import CATEGORY_OF
from home.spreadsheets import csv_bytes
from people.models import User

TEMPLATE = "cpd/print/log.html"


@dataclass(frozen=True)
class Log:
    """Somebody's entries from a first to a last day, and their counter as it stands today."""

    user: User
    first: datetime.date
    last: datetime.date
    entries: tuple[CPDEntry, ...]
    counter: Counter | None

    @property
    def minutes(self) -> int:
        """All time in it."""
        return sum(entry.minutes for entry in self.entries)


def log_of(user: User, first: datetime.date, last: datetime.date) -> Log:
    """What the owner kept; what they deleted, and what was taken back, is not in it."""
    rows = CPDEntry.objects.visible_to(user).kept().filter(on__gte=first, on__lte=last).order_by("on", "pk")
    return Log(user, first, last, tuple(rows), counter_of(user, timezone.localdate()))


def as_pdf(log: Log) -> bytes:
    """Tagged; raises RenderError."""
    return paper.pdf(TEMPLATE, _context(log))


def as_page(log: Log) -> str:
    """A page that stands alone."""
    return paper.page(TEMPLATE, _context(log))


def _context(log: Log) -> dict[str, Any]:
    rows = [(entry, CATEGORY_OF[entry.activity].label) for entry in log.entries]
    return {"log": log, "rows": rows, "today": timezone.localdate(), "language": get_language() or "en"}


def as_csv(log: Log) -> bytes:
    """One line for each entry, with every field."""
    return csv_bytes(_header(), _rows(log))


def _header() -> list[str]:
    return [
        *(_("Day"), _("Last day"), _("Entry"), _("Title"), _("Minutes"), _("What it was"), _("Kind of activity")),
        *(_("With whom"), _("People in the group"), _("How"), _("Given by"), _("What happened")),
        *(_("What I make of it"), _("What I will try"), _("Benefit to service users"), _("Where the evidence is")),
    ]


def _rows(log: Log) -> Iterator[list[Any]]:
    for entry in log.entries:
        yield [
            *(entry.on, entry.until, entry.get_kind_display(), entry.shown_title, entry.minutes),
            *(entry.get_activity_display(), CATEGORY_OF[entry.activity].label, entry.get_format_display()),
            *(entry.group_size, ", ".join(entry.method_labels), entry.provider, entry.happened),
            *(entry.learnt, entry.will_try, entry.benefit, entry.evidence),
        ]
