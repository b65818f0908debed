"""What learning tells people: of their certificates, reviews, notes about pages. Never a word that somebody wrote."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.notifications import Group, Kind, Params, register


def _noticed(params: Params) -> str:
    return _("A reader noticed something on “%(title)s”.") % {"title": params["title"]}


RECORD_CHANGED = register(
    Kind(
        "certificate_changed",
        gettext_lazy("The state of a certificate has changed"),
        lambda _params: _("The state of a certificate in your record has changed."),
        Group.CERTIFICATES,
        "now",
    )
)
REVIEW_ASKED = register(
    Kind(
        "review_asked",
        gettext_lazy("A module is waiting for your review"),
        lambda _params: _("A module is waiting for your review"),
        Group.WRITING,
        "now",
    )
)
REVIEW_DECIDED = register(
    Kind(
        "review_decided",
        gettext_lazy("Your module has been reviewed"),
        lambda _params: _("Your module has been reviewed"),
        Group.WRITING,
        "now",
    )
)
NOTICED = register(
    Kind("reader_noticed", gettext_lazy("A reader noticed something on a page"), _noticed, Group.WRITING, "digest")
)
WISHED = register(
    Kind(
        "reader_wish",
        gettext_lazy("Somebody asks for a resource"),
        lambda _params: _("Somebody misses something in the library."),
        Group.WRITING,
        "digest",
    )
)
ANSWERED = register(
    Kind(
        "reader_answered",
        gettext_lazy("An answer to what you told the authors"),
        lambda _params: _("What you told the authors has an answer."),
        Group.TRAINING,
        "digest",
    )
)
