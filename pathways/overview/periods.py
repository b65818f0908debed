"""The periods a report may be about: quarters, calendar years and years from April; no two differ by days."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

ONE_DAY = datetime.timedelta(days=1)
QUARTERS, YEARS = 8, 3


@dataclass(frozen=True)
class Period:
    """From a first to a last day."""

    key: str
    first: datetime.date
    last: datetime.date

    @property
    def words(self) -> str:
        """Both days."""
        days = {"first": date_format(self.first, "j F Y"), "last": date_format(self.last, "j F Y")}
        return _("%(first)s to %(last)s") % days


def periods(today: datetime.date) -> list[Period]:
    """The newest first: this quarter and those before it, then years, then years from April to March."""
    found = []
    first = datetime.date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    for _number in range(QUARTERS):
        found.append(Period(f"{first.year}-q{(first.month + 2) // 3}", first, _last(first, 3)))
        first = _back(first, 3)
    found += [
        Period(str(year), datetime.date(year, 1, 1), datetime.date(year, 12, 31))
        for year in range(today.year, today.year - YEARS, -1)
    ]
    april = today.year if today.month >= 4 else today.year - 1
    for year in range(april, april - YEARS, -1):
        found.append(
            Period(f"{year}-{(year + 1) % 100:02d}", datetime.date(year, 4, 1), datetime.date(year + 1, 3, 31))
        )
    return found


def chosen(key: str, today: datetime.date) -> Period:
    """The one asked for, or this quarter."""
    offered = periods(today)
    return next((period for period in offered if period.key == key), offered[0])


def _last(first: datetime.date, months: int) -> datetime.date:
    month = first.month - 1 + months
    return datetime.date(first.year + month // 12, month % 12 + 1, 1) - ONE_DAY


def _back(first: datetime.date, months: int) -> datetime.date:
    month = first.year * 12 + first.month - 1 - months
    return datetime.date(month // 12, month % 12 + 1, 1)
