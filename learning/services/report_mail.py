"""Telling people about notes from readers: the page's title and a link, never what somebody wrote."""

from django.urls import reverse

from learning.models import ContentReport
from learning.notice_kinds import ANSWERED, NOTICED, WISHED
from people.models import User
from people.permissions import is_member
from people.services.notifying import notify


def tell_writers(report: ContentReport, writers: list[User]) -> None:
    """Somebody noticed something on the page, or asks for a resource."""
    kind = WISHED if report.kind == ContentReport.Kind.WISH else NOTICED
    link, params = reverse("reader_note", args=[report.pk]), {"title": report.title}
    for person in writers:
        notify(to=person, kind=kind.code, key=str(report.pk), href=link, params=params)


def tell_reader(report: ContentReport) -> None:
    """There is an answer, or another one. Somebody who has left could not read it, and is told nothing."""
    if is_member(report.reader) and report.answered_at:
        key = f"{report.pk}:{report.answered_at.isoformat()}"
        notify(to=report.reader, kind=ANSWERED.code, key=key, href=reverse("own_notes"))
