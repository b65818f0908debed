"""Time and days in words, in the language in force."""

from __future__ import annotations

import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def duration(minutes: int) -> str:
    """Such as 3 h 30 min."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": rest}
    if not rest:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}


def day(on: datetime.date) -> str:
    """Such as 3 March 2026."""
    return date_format(on, "j F Y")


def stretch(first: datetime.date, last: datetime.date) -> str:
    """From one day to another; a whole month by its name."""
    after = last + datetime.timedelta(days=1)
    if first.day == 1 and after.day == 1 and (after - first).days < 32:
        return date_format(first, "F Y")
    return _("%(first)s to %(last)s") % {"first": day(first), "last": day(last)}
