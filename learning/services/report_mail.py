"""Letters about notes from readers. They carry a link and the page's title, never what somebody wrote."""

from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from learning.models import ContentReport
from people.models import User
from people.permissions import is_member


def tell_writers(report: ContentReport, writers: list[User]) -> None:
    """After it is stored: somebody noticed something on the page, or asks for a resource."""
    for person in writers:
        transaction.on_commit(partial(_to_writer, report, person), robust=True)


def tell_reader(report: ContentReport) -> None:
    """After it is stored: there is an answer. Somebody who has left could not read it, and gets no letter."""
    if is_member(report.reader):
        transaction.on_commit(lambda: _to_reader(report), robust=True)


def _to_writer(report: ContentReport, person: User) -> None:
    with translation.override(person.language):
        link = reverse("reader_note", args=[report.pk])
        if report.kind == ContentReport.Kind.WISH:
            _send(person, _("Somebody asks for a resource"), _("Somebody misses something in the library."), link)
            return
        text = _("A reader noticed something on “%(title)s”.") % {"title": report.title}
        _send(person, _("A reader noticed something on a page"), text, link)


def _to_reader(report: ContentReport) -> None:
    with translation.override(report.reader.language):
        text = _("What you told the authors has an answer.")
        _send(report.reader, _("An answer to what you told the authors"), text, reverse("own_notes"))


def _send(person: User, subject: str, text: str, link: str) -> None:
    greeting = _("Hello %(name)s,") % {"name": person.name}
    ending = _("You can read it after signing in:")
    body = f"{greeting}\n\n{text} {ending}\n{settings.WAGTAILADMIN_BASE_URL}{link}\n\nHearth"
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [person.email])
