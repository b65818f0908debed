"""Telling people that there is something to look at: here, and by a letter that says no more than that."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from people.models import User
from supervision.models import Notice, WithoutMail

Kind = Notice.Kind


@transaction.atomic
def tell(people: Iterable[User], kind: str) -> None:
    """Each person once until they have looked; the letter goes out after the commit, through the queue."""
    for person in people:
        notice, made = Notice.objects.get_or_create(user=person, kind=kind, seen_at=None)
        if made and person.is_active and not WithoutMail.objects.filter(user=person).exists():
            transaction.on_commit(_queued(notice), robust=True)


def _queued(notice: Notice) -> Callable[[], None]:
    def enqueue() -> None:
        from supervision.tasks import send_notice  # noqa: PLC0415 (the task calls this module)

        send_notice.enqueue(str(notice.pk))

    return enqueue


def send(notice: Notice) -> None:
    """The letter. Every kind has the same words."""
    with translation.override(notice.user.language):
        greeting = _("Hello %(name)s,") % {"name": notice.user.name}
        text = _("You have items to look at. You can see them after signing in:")
        link = settings.WAGTAILADMIN_BASE_URL + reverse("notices")
        send_mail(
            _("You have items to look at"),
            f"{greeting}\n\n{text}\n{link}\n\nHearth",
            settings.DEFAULT_FROM_EMAIL,
            [notice.user.email],
        )


def seen(*, actor: User) -> int:
    """All of one's own have been looked at; how many there were."""
    return Notice.objects.filter(user=actor, seen_at=None).update(seen_at=timezone.now())


def set_mail(*, actor: User, wanted: bool) -> None:
    """Letters as well, or only here."""
    if wanted:
        WithoutMail.objects.filter(user=actor).delete()
    else:
        WithoutMail.objects.get_or_create(user=actor)
