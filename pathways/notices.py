"""What people are told about their deadlines: a requirement's name and a day, never why or how anybody did."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from people.notifications import Group, Kind, Params, register


def _values(params: Params) -> dict[str, str]:
    name = params["name_cy"] if get_language() == "cy" and params.get("name_cy") else params["name_en"]
    day = date_format(datetime.date.fromisoformat(params["day"]), "j F Y")
    return {"name": name, "day": day, "person": params.get("person", "")}


def _expires(params: Params) -> str:
    return _("“%(name)s” runs out on %(day)s. You can renew it now.") % _values(params)


def _due(params: Params) -> str:
    return _("“%(name)s” is due by %(day)s.") % _values(params)


def _overdue(params: Params) -> str:
    return _("“%(name)s” was due by %(day)s and is overdue.") % _values(params)


def _overdue_of(params: Params) -> str:
    return _("%(person)s: “%(name)s” was due by %(day)s and is overdue.") % _values(params)


def _kind(code: str, label: Promise, text: Callable[[Params], str], group: str) -> Kind:
    return register(Kind(code, label, text, group))


EXPIRES = _kind("requirement-expires", gettext_lazy("Something runs out and can be renewed"), _expires, Group.TRAINING)
DUE = _kind("requirement-due", gettext_lazy("Something is due within a week"), _due, Group.TRAINING)
OVERDUE = _kind("requirement-overdue", gettext_lazy("Something is overdue"), _overdue, Group.TRAINING)
OVERDUE_OF = _kind(
    "requirement-overdue-of", gettext_lazy("Something of a team member is overdue"), _overdue_of, Group.TEAM
)
