"""A ring with a number in it: how far someone has come with one thing."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Ring:
    """The ring as it is drawn, and the sentence that stands for it."""

    percent: int
    sentence: str


def ring(done: int, total: int, label: str) -> Ring:
    """Whole per cent, never above a hundred and only all of it a hundred; nothing to do counts as nothing done."""
    percent = max(0, min(100, 100 * done // total)) if total > 0 else 0
    return Ring(percent, _("%(label)s: %(percent)s per cent done") % {"label": label, "percent": percent})
