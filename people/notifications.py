"""What people can be told. Rooms register kinds of notification; a person chooses by group how they reach them.

A kind's words name nobody's case and quote no record: they are read on screens and in mail alike.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Mail = Literal["digest", "now", "never"]
Params = dict[str, Any]


class Group(models.TextChoices):
    """What people make one choice about."""

    TRAINING = "training", gettext_lazy("Your training")
    CERTIFICATES = "certificates", gettext_lazy("Certificates")
    EVENTS = "events", gettext_lazy("Live events")
    CPD = "cpd", gettext_lazy("Professional development")
    SUPERVISION = "supervision", gettext_lazy("Supervision")
    TEAM = "team", gettext_lazy("People you look after")
    WRITING = "writing", gettext_lazy("Writing and reviewing")


@dataclass(frozen=True)
class Kind:
    """A kind of notification. `text` says it in the reader's language; `mail` is how it travels unless they chose.

    A `discreet` kind's mail says no more than that there is something to look at. A kind with `escalates_after` is told
    to the person's supervisors when it stays neither seen nor done for so long; with `until_done` seeing is not enough.
    """

    code: str
    label: str | Promise
    text: Callable[[Params], str]
    group: str
    mail: Mail = "digest"
    discreet: bool = False
    escalates_after: datetime.timedelta | None = None
    until_done: bool = False

    def line(self, params: Params) -> str:
        """What a letter may say of it."""
        return _("You have items to look at") if self.discreet else self.text(params)


class UnknownKindError(LookupError):
    """No room has registered this kind."""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Add a kind; the same one again changes nothing, another with its code is a mistake."""
    if kind.group not in Group.values:
        raise ValueError(f"There is no group called {kind.group!r}.")
    if kind.discreet and kind.escalates_after:
        raise ValueError(f"{kind.code!r} is for the person alone, so nobody else can be told of it.")
    if kind.code in _kinds and _kinds[kind.code] != kind:
        raise ValueError(f"Two kinds of notification are called {kind.code!r}.")
    _kinds[kind.code] = kind
    return kind


def get(code: str) -> Kind:
    """The kind of that code; UnknownKindError for a mistyped one."""
    try:
        return _kinds[code]
    except KeyError:
        raise UnknownKindError(code) from None


def kinds() -> list[Kind]:
    """All of them, by group and code."""
    order = list(Group.values)
    return sorted(_kinds.values(), key=lambda kind: (order.index(kind.group), kind.code))


def text_of(code: str, params: Params) -> str:
    """What it says, in the language in force; a kind that its room no longer registers still says something."""
    kind = _kinds.get(code)
    return kind.text(params) if kind else _("You have items to look at")


def is_discreet(code: str) -> bool:
    """Whether a letter says no more than that there is something; so it is where nobody knows."""
    kind = _kinds.get(code)
    return kind is None or kind.discreet


def group_of(code: str) -> str:
    """The group's name, in the language in force."""
    kind = _kinds.get(code)
    return str(Group(kind.group).label) if kind else ""


def line_of(code: str, params: Params) -> str:
    """What a letter says of it, in the language in force."""
    kind = _kinds.get(code)
    return kind.line(params) if kind else _("You have items to look at")
