"""Stored statuses as lists say them: no rule is worked out here, so that a list costs one statement."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from pathways.asked import ARCHES, TONES, due_words
from pathways.kinds import State
from pathways.models import PersonStatus
from pathways.status.words import said

OPEN_NOW = (State.OVERDUE, State.DUE, State.LAPSING)


@dataclass(frozen=True)
class StatusRow:
    """A status in words."""

    status: PersonStatus
    when: str

    @property
    def name(self) -> str:
        """Of the requirement."""
        return self.status.requirement.name

    @property
    def label(self) -> str:
        """Of the state."""
        return str(State(self.status.state).label)

    @property
    def tone(self) -> str:
        """Of its tag."""
        return TONES.get(State(self.status.state), "")

    @property
    def arch(self) -> str:
        """Of the picture beside it."""
        return ARCHES.get(State(self.status.state), "")

    @property
    def place(self) -> str:
        """The team, or the organisation."""
        return str(self.status.team) if self.status.team else self.status.organisation.local_name


def in_words(statuses: Iterable[PersonStatus]) -> list[StatusRow]:
    """Each with its date in words."""
    today = timezone.localdate()
    return [StatusRow(status, _when(status, today)) for status in statuses]


def _when(status: PersonStatus, today: datetime.date) -> str:
    if status.state == State.EXEMPT:
        return ""
    if status.state == State.IN_DATE:
        return _("Until %(day)s") % {"day": said(status.due_on)} if status.due_on else _("For good")
    if status.due_on is None:
        return ""
    if status.state == State.LAPSING:
        return _("Runs out on %(day)s") % {"day": said(status.due_on)}
    return due_words((status.due_on - today).days, status.due_on)
