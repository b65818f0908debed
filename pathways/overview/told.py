"""What people are told when many are reminded or given something: kinds of notification, in the reader's language."""

from __future__ import annotations

import datetime
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from pathways.models import Requirement
from people.models import User
from people.notifications import Group, Kind, register

REMINDER, ASSIGNED = "pathways.reminder", "pathways.assigned_to_you"


def own_page(user: User) -> str:
    """Where somebody sees what is asked of them, in their language."""
    with override(user.language):
        try:
            return reverse("pathway")
        except NoReverseMatch:
            return reverse("learn")


def _name(thing: dict[str, Any]) -> str:
    return str(thing["cy"] if get_language() == "cy" and thing["cy"] else thing["en"])


def _day(thing: dict[str, Any]) -> str:
    return date_format(parse_date(thing["on"]) or timezone.localdate(), "j F")


def reminder_words(params: dict[str, Any]) -> str:
    """Who reminds, of what, and by when."""
    things = []
    for thing in params["things"]:
        pattern = _("%(name)s (was due on %(day)s)") if thing["late"] else _("%(name)s (due on %(day)s)")
        things.append(pattern % {"name": _name(thing), "day": _day(thing)})
    said = {"who": params["by"], "things": get_text_list(things, _("and"))}
    return _("%(who)s reminds you of your training: %(things)s.") % said


def assigned_params(actor: User, requirement: Requirement, due_on: datetime.date) -> dict[str, Any]:
    """What a notification of an assignment keeps."""
    return {"by": str(actor), "en": requirement.name_en, "cy": requirement.name_cy, "on": due_on.isoformat()}


def assigned_words(params: dict[str, Any]) -> str:
    """Who gave what, and by when."""
    said = {"who": params["by"], "name": _name(params), "day": _day(params)}
    return _("%(who)s has given you %(name)s, due on %(day)s.") % said


register(Kind(REMINDER, gettext_lazy("Reminders from your coordinator"), reminder_words, Group.TRAINING, "now"))
register(Kind(ASSIGNED, gettext_lazy("Training given to you"), assigned_words, Group.TRAINING, "digest"))
