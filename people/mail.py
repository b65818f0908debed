"""The one place where people's mail is written: text and simple HTML, in the reader's language."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation


def send(template: str, *, to: str, language: str, context: dict[str, Any]) -> None:
    """Send `templates/email/<template>` (subject, text, HTML) once the transaction has been committed.

    Not through the task queue: a queue would keep an invitation's token in the database in clear. A mail that can't
    be sent is in the log, and keeps back neither the answer nor the mails after it.
    """
    transaction.on_commit(compose(template, to=to, language=language, context=context).send, robust=True)


def compose(
    template: str, *, to: str, language: str, context: dict[str, Any], message_id: UUID | None = None
) -> EmailMultiAlternatives:
    """`templates/email/<template>` as a message. With an id it stays one message, however often it is sent."""
    with translation.override(language):
        full = {**context, "language": language}
        subject = " ".join(render_to_string(f"email/{template}_subject.txt", full).split())
        message = EmailMultiAlternatives(
            subject, render_to_string(f"email/{template}.txt", full), settings.DEFAULT_FROM_EMAIL, [to]
        )
        message.attach_alternative(render_to_string(f"email/{template}.html", full), "text/html")
    if message_id:
        host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "hearth.invalid"
        message.extra_headers = {"Message-ID": f"<{message_id}@{host}>", "Auto-Submitted": "auto-generated"}
    return message
