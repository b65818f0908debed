"""A person's training as it happened, the newest first. Each source is one statement, however long the story."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.kinds import Result
from events.models import EventOutcome
from learning.models import Certificate, Completion, EditionModule
from learning.permissions.certificates import visible_to
from pathways import evidence
from pathways.kinds import Kind
from pathways.models import Assignment, Exemption, ReadAcknowledgement
from pathways.status.words import said
from people.models import User

Day = datetime.date


@dataclass(frozen=True)
class Event:
    """Something that happened on a day."""

    on: Day
    text: str
    note: str = ""
    href: str = ""


Source = Callable[[User, User], Iterator[Event]]


def story_of(reader: User, person: User, until: Day) -> list[Event]:
    """What the reader may know of it, up to a day."""
    found = [event for source in _SOURCES for event in source(reader, person) if event.on <= until]
    return sorted(found, key=lambda event: event.on, reverse=True)


def _posts(_reader: User, person: User) -> Iterator[Event]:
    for row in person.memberships.select_related("team", "organisation"):
        facts = {"role": row.get_role_display(), "place": row.team or row.organisation}
        yield Event(row.starts_on, _("Began as %(role)s, %(place)s") % facts)
        if row.ends_on and row.ends_on < timezone.localdate():
            yield Event(row.ends_on, _("Last day as %(role)s, %(place)s") % facts)


def _modules(_reader: User, person: User) -> Iterator[Event]:
    rows = Completion.objects.filter(user=person).values_list("edition_id", "edition__code", "completed_at")
    done = list(rows)
    titles = _titles({edition for edition, _code, _at in done})
    for edition, code, at in done:
        yield Event(
            timezone.localdate(at),
            _("Completed %(code)s · %(title)s") % {"code": code, "title": titles.get(edition, "")},
        )


def _titles(editions: set[int]) -> dict[int, str]:
    """In the reader's language, or the one there is."""
    language = get_language() or "en"
    rows = EditionModule.objects.filter(edition__in=editions).values_list("edition_id", "language", "title")
    ordered = sorted(rows, key=lambda row: (row[1] == language, row[1] == "en"))
    return {edition: title for edition, _language, title in ordered}


def _certificates(reader: User, person: User) -> Iterator[Event]:
    """As far as the reader keeps their register, or supervises the person."""
    for row in visible_to(reader).filter(holder=person):
        href = reverse("certificate", args=[row.code])
        note = _("Valid until %(day)s") % {"day": said(row.expires_on)} if row.expires_on else ""
        title = row.title_cy if get_language() == "cy" and row.title_cy else row.title_en
        yield Event(timezone.localdate(row.issued_at), _("Certificate: %(title)s") % {"title": title}, note, href)
        if row.state == Certificate.State.REVOKED and row.revoked_at:
            text = _("Certificate revoked: %(title)s") % {"title": title}
            yield Event(timezone.localdate(row.revoked_at), text, row.revoked_reason, href)


def _live_events(_reader: User, person: User) -> Iterator[Event]:
    """As attested; what was corrected later is told by its correction."""
    words = {
        Result.ATTENDED: _("Attended %(title)s"),
        Result.PARTIAL: _("Attended a part of %(title)s"),
        Result.ABSENT: _("Was absent from %(title)s"),
    }
    rows = EventOutcome.objects.filter(user=person, superseded_by=None).select_related("event")
    for row in rows:
        yield Event(row.on, words[Result(row.result)] % {"title": row.event.title})


def _readings(_reader: User, person: User) -> Iterator[Event]:
    rows = list(ReadAcknowledgement.objects.filter(user=person).values_list("key", "on"))
    titles = evidence.titles(Kind.READING, {str(key) for key, _on in rows})
    for key, on in rows:
        title = titles.get(str(key), "")
        yield Event(on, _("Says they have read: %(title)s") % {"title": title})


def _exemptions(reader: User, person: User) -> Iterator[Event]:
    rows = Exemption.objects.visible_to(reader).filter(user=person).select_related("requirement", "recorded_by")
    for row in rows:
        facts = {"name": row.requirement.name, "day": said(row.until_on)}
        text = _("Exempt from %(name)s until %(day)s") % facts
        yield Event(timezone.localdate(row.recorded_at), text, row.reason)
        if row.withdrawn_at:
            yield Event(timezone.localdate(row.withdrawn_at), _("Exemption from %(name)s taken back") % facts)


def _assignments(reader: User, person: User) -> Iterator[Event]:
    rows = Assignment.objects.visible_to(reader).filter(user=person).select_related("requirement", "recorded_by")
    for row in rows:
        facts = {"name": row.requirement.name, "day": said(row.due_on)}
        note = _("by %(name)s") % {"name": row.recorded_by} if row.recorded_by else ""
        yield Event(timezone.localdate(row.recorded_at), _("Assigned %(name)s, due on %(day)s") % facts, note)
        if row.withdrawn_at:
            yield Event(timezone.localdate(row.withdrawn_at), _("%(name)s is no longer assigned") % facts)


_SOURCES: tuple[Source, ...] = (
    _posts,
    _modules,
    _certificates,
    _live_events,
    _readings,
    _exemptions,
    _assignments,
)
