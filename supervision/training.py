"""A team's training beside its supervision: on its front page, and as lines of the next session's agenda."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from pathways.models import PersonStatus
from pathways.standing import Tag, counted
from pathways.status_rows import OPEN_NOW, StatusRow, in_words
from people.models import Team, User
from supervision.agenda_hooks import AgendaNote, register

AHEAD = datetime.timedelta(days=28)
SHOWN, MOST_NOTES = 2, 20


@dataclass(frozen=True)
class PersonTraining:
    """How a member of the team stands: counts, what presses most, and where all of it is."""

    person: User
    tags: list[Tag]
    rows: list[StatusRow]
    href: str


def training_of(team: Team, reader: User) -> list[PersonTraining]:
    """Everybody of the team of whom something is asked, as far as the reader may know; one statement."""
    seen = PersonStatus.objects.visible_to(reader).filter(team=team).select_related("user", "requirement")
    found = seen.order_by("user__name", "user", "due_on")
    return [_person(person, list(rows)) for person, rows in groupby(found, key=lambda row: row.user)]


def _person(person: User, rows: list[PersonStatus]) -> PersonTraining:
    pressing = [row for row in rows if row.state in OPEN_NOW]
    tags = counted(row.state for row in rows).tags
    return PersonTraining(person, tags, in_words(pressing[:SHOWN]), reverse("person_training", args=[person.public_id]))


@register
def training_due(team: Team, day: datetime.date, reader: User) -> list[AgendaNote]:
    """What is late, or due within four weeks of the session: all of the team for its supervisor, else one's own."""
    seen = PersonStatus.objects.visible_to(reader).open().filter(team=team, due_on__lte=day + AHEAD)
    rows = seen.select_related("user", "requirement").order_by("due_on", "user__name")
    return [_note(row, reader) for row in in_words(rows[:MOST_NOTES])]


def _note(row: StatusRow, reader: User) -> AgendaNote:
    person, own = row.status.user, row.status.user_id == reader.pk
    href = reverse("pathway") if own else reverse("person_training", args=[person.public_id])
    return AgendaNote(f"{row.name} · {row.label}: {row.when}", str(person), href)
