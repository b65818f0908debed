"""Letters about reviews. They carry a link and never a word of what is reviewed."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from learning.models import ModuleReview
from people.models import User


def tell_reviewer(review: ModuleReview) -> None:
    """Something waits for the reviewer."""
    transaction.on_commit(lambda: _to_reviewer(review), robust=True)


def tell_author(review: ModuleReview) -> None:
    """The reviewer has decided."""
    transaction.on_commit(lambda: _to_author(review), robust=True)


def _to_reviewer(review: ModuleReview) -> None:
    with translation.override(review.reviewer.language):
        link = reverse("module_review", args=[review.pk])
        _send(review.reviewer, _("A module is waiting for your review"), _("A module was sent to you to review."), link)


def _to_author(review: ModuleReview) -> None:
    with translation.override(review.requested_by.language):
        link = reverse("module_publishing", args=[review.module_key])
        _send(
            review.requested_by,
            _("Your module has been reviewed"),
            _("The reviewer has decided about the module you sent."),
            link,
        )


def _send(person: User, subject: str, text: str, link: str) -> None:
    greeting = _("Hello %(name)s,") % {"name": person.name}
    ending = _("You can read it after signing in:")
    address = settings.WAGTAILADMIN_BASE_URL + link
    send_mail(
        subject, f"{greeting}\n\n{text} {ending}\n{address}\n\nHearth", settings.DEFAULT_FROM_EMAIL, [person.email]
    )
