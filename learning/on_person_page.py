"""What learning adds to a person's page: more time in final checks."""

from __future__ import annotations

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from learning.models import ExtraTime
from learning.permissions.extra_time import can_give_extra_time
from people.models import User
from people.person_links import PersonLink, register_person_link


@register_person_link
def extra_time(reader: User, person: User) -> PersonLink | None:
    """For those who may give it; nobody else learns that somebody has it."""
    if not can_give_extra_time(reader, person):
        return None
    given = ExtraTime.objects.filter(user=person).first()
    label = _("Change the extra time") if given else _("Give extra time")
    return PersonLink(_("Time in final checks"), _said(given), label, reverse("extra_time", args=[person.public_id]))


def _said(given: ExtraTime | None) -> str:
    if given is None:
        return _("The usual time.")
    if given.until is None:
        return _("%(per_cent)d%% more, always.") % {"per_cent": given.per_cent}
    day = date_format(given.until, "j F Y")
    return _("%(per_cent)d%% more, until %(day)s.") % {"per_cent": given.per_cent, "day": day}
