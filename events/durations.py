"""Minutes as people say them."""

from django.utils.translation import gettext as _

HOUR, SHORT = 60, 120


def in_words(minutes: int) -> str:
    """Minutes up to two hours, then hours and what is left."""
    hours, left = divmod(minutes, HOUR)
    if minutes < SHORT:
        return _("%(minutes)d min") % {"minutes": minutes}
    if left:
        return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": left}
    return _("%(hours)d h") % {"hours": hours}
