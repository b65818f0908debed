"""What is asked of somebody, as a page says it: one row for each requirement, in groups by how it stands."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pathways.explaining import Explained
from pathways.kinds import Kind, State
from pathways.status import Status
from pathways.status.words import said

Day = datetime.date
TONES = {
    State.OVERDUE: "over",
    State.DUE: "due",
    State.LAPSING: "due",
    State.IN_DATE: "ok",
    State.EXEMPT: "info",
    State.IN_PROGRESS: "pine",
}
ARCHES = {
    State.OVERDUE: "clay",
    State.DUE: "honey",
    State.LAPSING: "honey",
    State.IN_DATE: "green",
    State.EXEMPT: "sky",
}
ICONS = {Kind.MODULE: "module", Kind.EVENT: "calendar", Kind.SIGN_OFF: "badge", Kind.READING: "library"}


@dataclass(frozen=True)
class Asked:
    """One requirement of one person, in words. `reading` is set where they may say that they have read it."""

    key: str
    name: str
    kind: str
    title: str
    state: str
    label: str
    due_on: Day | None
    when: str
    why: list[str] = field(default_factory=list)
    href: str = ""
    reading: str = ""

    @property
    def tone(self) -> str:
        """Of the tag."""
        return TONES.get(State(self.state), "")

    @property
    def arch(self) -> str:
        """Of the picture beside it."""
        return ARCHES.get(State(self.state), "")

    @property
    def icon(self) -> str:
        """What kind of thing it is."""
        return "check" if self.state == State.IN_DATE else ICONS.get(Kind(self.kind), "certificate")

    @property
    def is_done(self) -> bool:
        """Nothing has to be done about it now."""
        return self.state in {State.IN_DATE, State.EXEMPT}


@dataclass(frozen=True)
class Group:
    """Rows that stand alike, under a heading."""

    code: str
    title: str
    rows: list[Asked]


def asked(found: Iterable[Explained]) -> list[Asked]:
    """Rows in the order in which one would do them: the soonest deadline first."""
    rows = [row_of(one) for one in found]
    return sorted(rows, key=lambda row: (row.is_done, row.due_on or datetime.date.max, row.name))


def row_of(found: Explained) -> Asked:
    """One row."""
    status = found.status
    open_reading = status.rule.kind == Kind.READING and status.state not in {State.IN_DATE, State.EXEMPT}
    return Asked(
        key=status.requirement.key,
        name=found.name,
        kind=status.rule.kind,
        title=found.target,
        state=status.state,
        label=str(found.state.label),
        due_on=status.due_on,
        when=when(status),
        why=[reason.text for reason in found.reasons],
        href=found.href,
        reading=status.next_target if open_reading else "",
    )


def when(status: Status) -> str:
    """The date that matters, in words."""
    due, day = status.due_on, status.day
    if status.state == State.EXEMPT and status.excused:
        return _("Until %(day)s") % {"day": said(status.excused.last)}
    if status.state == State.IN_DATE:
        return _("Until %(day)s") % {"day": said(due)} if due else _("For good")
    if status.state == State.LAPSING and due:
        return _("Runs out on %(day)s") % {"day": said(due)}
    if due is None:
        return ""
    return due_words((due - day).days, due)


def due_words(days: int, due: Day) -> str:
    """How far away a deadline is, and its date."""
    if days < 0:
        late = ngettext("%(days)d day late, was due on %(day)s", "%(days)d days late, was due on %(day)s", -days)
        return late % {"days": -days, "day": said(due)}
    if days == 0:
        return _("Due today")
    return ngettext("Due tomorrow, %(day)s", "Due in %(days)d days, on %(day)s", days) % {
        "days": days,
        "day": said(due),
    }


def groups(rows: Iterable[Asked]) -> list[Group]:
    """Overdue, due, to come, in date, exempt; those without rows are left out."""
    headings = [
        ("overdue", _("Overdue"), {State.OVERDUE}),
        ("due", _("Due soon"), {State.DUE, State.LAPSING}),
        ("coming", _("Still to come"), {State.NOT_STARTED, State.IN_PROGRESS}),
        ("in-date", _("In date"), {State.IN_DATE}),
        ("exempt", _("Exempt"), {State.EXEMPT}),
    ]
    found = [Group(code, title, [row for row in rows if row.state in states]) for code, title, states in headings]
    return [group for group in found if group.rows]
