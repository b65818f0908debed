"""The steps of a pathway as they stand in its form: rows that buttons move, remove and add, without a script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from pathways.models import Requirement
from pathways.models.rules import LONGEST_DAYS

MOST = 40


@dataclass(frozen=True)
class Row:
    """One step as typed: a requirement by its public id, and the days after the start."""

    requirement: str = ""
    days: str = ""
    error: str = ""


@dataclass
class Steps:
    """Rows in order. What was typed stays, also where it is wrong."""

    offered: Sequence[Requirement]
    rows: list[Row] = field(default_factory=list)

    @classmethod
    def typed(cls, offered: Sequence[Requirement], data: QueryDict) -> Steps:
        """From the form as sent."""
        pairs = zip(data.getlist("step"), data.getlist("step_days"), strict=False)
        return cls(offered, [Row(key, days.strip()) for key, days in list(pairs)[:MOST]])

    @classmethod
    def of(cls, offered: Sequence[Requirement], steps: Iterable[tuple[Requirement, int]]) -> Steps:
        """From the steps that there are."""
        return cls(offered, [Row(str(requirement.public_id), str(days)) for requirement, days in steps])

    def press(self, button: str) -> None:
        """What a button of a row asks for: `up:2`, `down:0`, `remove:1` or `add`."""
        what, _colon, place = button.partition(":")
        if what == "add":
            self.rows.append(Row())
            return
        at = int(place) if place.isdecimal() else -1
        if not 0 <= at < len(self.rows):
            return
        if what == "remove":
            del self.rows[at]
        elif what == "up" and at:
            self.rows[at - 1], self.rows[at] = self.rows[at], self.rows[at - 1]
        elif what == "down" and at + 1 < len(self.rows):
            self.rows[at], self.rows[at + 1] = self.rows[at + 1], self.rows[at]

    def is_valid(self) -> bool:
        """Every row has a requirement, each once, and days; rows left empty fall away, others say what is wrong."""
        self.rows = [row for row in self.rows if row.requirement or row.days]
        known = {str(one.public_id) for one in self.offered}
        seen: set[str] = set()
        checked = []
        for row in self.rows:
            checked.append(replace(row, error=self._fault(row, known, seen)))
            seen.add(row.requirement)
        self.rows = checked
        return bool(checked) and not any(row.error for row in checked)

    @staticmethod
    def _fault(row: Row, known: set[str], seen: set[str]) -> str:
        if row.requirement not in known:
            return _("Choose what this step asks for.")
        if row.requirement in seen:
            return _("This is already a step above.")
        if not row.days.isdecimal() or int(row.days) > LONGEST_DAYS:
            return _("Say how many days after the start, as a whole number.")
        return ""

    def chosen(self) -> list[tuple[Requirement, int]]:
        """The steps by their days, those of the same day in the order of the rows; the rows are valid."""
        by_key = {str(one.public_id): one for one in self.offered}
        steps = [(by_key[row.requirement], int(row.days)) for row in self.rows]
        return sorted(steps, key=lambda step: step[1])

    def faults(self) -> list[tuple[int, str]]:
        """The number of each row that is wrong, from 1, with what is wrong."""
        return [(number, row.error) for number, row in enumerate(self.rows, start=1) if row.error]
