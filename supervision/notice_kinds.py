"""What supervision tells people: that there is something to look at, and never what."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from people import notifications
from people.notifications import Group, Params


class NoticeKind(models.TextChoices):
    """Its kind is all that a notice says: no case, no name, no text."""

    ANSWERED = "supervision_answered", _("A summary of yours has an answer")
    SHARED = "supervision_shared", _("A session has been shared with you")
    AGREED = "supervision_agreed", _("Something was agreed for you")
    HANDED = "supervision_handed", _("Cases have been handed over to you")
    NOT_HANDED = "supervision_not_handed", _("A planned change of therapist could not take place")
    DUE = "supervision_due", _("Preparation is due tomorrow")
    GAP = "supervision_gap", _("Supervision is overdue")
    PLAN = "supervision_plan", _("A development plan is to be renewed")


def _register(kind: NoticeKind) -> None:
    def text(_params: Params) -> str:
        return str(kind.label)

    notifications.register(notifications.Kind(kind.value, kind.label, text, Group.SUPERVISION, "now", discreet=True))


for each in NoticeKind:
    _register(each)
