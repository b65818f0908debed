"""The register as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from events.kinds import Result
from events.lines import lines_of
from events.models import Attendance, LiveEvent
from people.models import User


def header(event: LiveEvent) -> list[str]:
    """Two columns for each day."""
    days = [
        text for day in event.days.all() for text in (day.on.isoformat(), _("minutes on %(day)s") % {"day": day.on})
    ]
    return [
        *(_("Name"), _("E-mail address"), _("Team"), _("Booking")),
        *days,
        *(_("Result"), _("Minutes"), _("Attested on"), _("Attested by")),
    ]


def rows(event: LiveEvent, reader: User) -> Iterator[list[Any]]:
    """A row for everybody with a place or in the waiting list."""
    days = list(event.days.all())
    marks = {(row.user_id, row.day_id): row for row in Attendance.objects.filter(day__in=days)}
    for line in lines_of(event, reader):
        person, outcome = line.booking.user, line.outcome
        cells = [cell for day in days for cell in _cells(marks.get((person.pk, day.pk)))]
        attested: list[Any] = ["", "", "", ""]
        if outcome:
            on = timezone.localdate(outcome.attested_at)
            attested = [outcome.get_result_display(), outcome.minutes, on, outcome.attested_by.name]
        yield [person.name, person.email, line.team, line.booking.get_state_display(), *cells, *attested]


def _cells(row: Attendance | None) -> tuple[str, Any]:
    if row is None:
        return "", ""
    if row.mark:
        return str(Result(row.mark).label), row.minutes
    return (_("Signed in"), "") if row.signed_in_at else ("", "")
