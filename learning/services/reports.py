"""Notes from readers: sent a few at a time, answered by those who write, and the answer reaches the reader."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from audit.services import record
from learning.models import ContentReport
from learning.permissions.authoring import can_author
from learning.permissions.reports import can_answer_reports, coordinators_of
from learning.services import report_mail
from people.models import User

MOST_IN_AN_HOUR = 10


class TooManyReports(Exception):
    """The reader has sent as many as one may in an hour."""


class NotTheirsToAnswer(Exception):
    """The person neither writes nor coordinates training today."""


class AnsweredMeanwhile(Exception):
    """Somebody has answered since the page was opened."""


@transaction.atomic
def send(*, actor: User, page: Page | None = None, **facts: Any) -> ContentReport:
    """Store what the reader says; its author hears that there is something, and about which page."""
    since = timezone.now() - datetime.timedelta(hours=1)
    if ContentReport.objects.filter(reader=actor, created_at__gt=since).count() >= MOST_IN_AN_HOUR:
        raise TooManyReports
    report = ContentReport.objects.create(reader=actor, **facts)
    record(actor=actor, action="learning.report_sent", records=[report])
    report_mail.tell_writers(report, writers_of(page, actor))
    return report


def writers_of(page: Page | None, reader: User) -> list[User]:
    """Who wrote the page as it is published, if they still write; else the reader's coordinators."""
    revision = page.live_revision if page else None
    wrote = [getattr(revision, "user", None), page.owner] if page else []
    found = next((person for person in wrote if person and can_author(person)), None)
    return [found] if found else list(coordinators_of(reader))


@transaction.atomic
def answer(*, actor: User, report: ContentReport, words: str, close: bool, seen: str | None = None) -> ContentReport:
    """Say what was done, or close it without a word, which takes back no answer; the reader hears of an answer.

    `seen` marks the answer that the person had before them: an answer that came meanwhile is not written over.
    """
    if not can_answer_reports(actor):
        raise NotTheirsToAnswer
    report = ContentReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if words and seen is not None and seen != answer_mark(report):
        raise AnsweredMeanwhile
    if words or not report.answer:
        report.answer, report.answered_by, report.answered_at = words, actor, timezone.now()
    report.state = ContentReport.State.CLOSED if close else ContentReport.State.ANSWERED
    report.save(update_fields=["answer", "answered_by", "answered_at", "state"])
    record(actor=actor, action="learning.report_answered", records=[report])
    if words:
        report_mail.tell_reader(report)
    return report


def answer_mark(report: ContentReport) -> str:
    """Another one after each answer."""
    return report.answered_at.isoformat() if report.answered_at else ""
