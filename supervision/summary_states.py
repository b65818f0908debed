"""How a week's summary stands, in words. Pure; a draft is its author's alone, so for others there is none yet."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.template.defaultfilters import date as in_words
from django.utils import timezone
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from supervision.models import CaseReview


@dataclass(frozen=True)
class SummaryState:
    """What to say, and the tone of the tag it stands in. `is_in` means that the team can read it."""

    text: str
    tone: str
    is_in: bool = False


def summary_state(
    review: CaseReview | None, due: datetime.datetime | None, now: datetime.datetime, *, own: bool
) -> SummaryState:
    """Not written, draft, late, submitted or further."""
    if review is None or review.state == "draft":
        return _not_in(review is not None and own, due, now)
    if review.state == "submitted":
        return _submitted(review, due)
    return SummaryState(str(review.get_state_display()), "ok", is_in=True)


def _not_in(begun: bool, due: datetime.datetime | None, now: datetime.datetime) -> SummaryState:
    if due is None:
        return SummaryState(_("Draft") if begun else _("No summary yet"), "info")
    if due < now:
        when = {"when": _moment(due)}
        return SummaryState(
            _("Draft, late: was due %(when)s") % when if begun else _("Late: was due %(when)s") % when, "over"
        )
    when = {"when": _moment(due)}
    return SummaryState(_("Draft, due %(when)s") % when if begun else _("No summary yet, due %(when)s") % when, "due")


def _submitted(review: CaseReview, due: datetime.datetime | None) -> SummaryState:
    if review.submitted_at is None:
        return SummaryState(_("Submitted"), "ok", is_in=True)
    when = {"when": _moment(review.submitted_at)}
    if due and review.submitted_at > due:
        return SummaryState(_("Submitted late, %(when)s") % when, "ok", is_in=True)
    return SummaryState(_("Submitted %(when)s") % when, "ok", is_in=True)


def _moment(moment: datetime.datetime) -> str:
    """Such as "Mon 14:02"."""
    return in_words(timezone.localtime(moment), "D H:i")
