"""Where the next week begins: with the newer of the therapist's summary and what was written of it in a session."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import replace

from supervision.models import CaseReference, CaseReview, SessionCase
from supervision.planning import newest_reviews, newest_session_cases, week_of
from supervision.summary import Sections, carried_forward

TALKED_OVER = ("last_goals", "fit", "next_goals")


def carried_into(
    cases: list[CaseReference], week: datetime.date
) -> dict[uuid.UUID, tuple[CaseReview | None, Sections]]:
    """For each case that has a past: the summary it follows, and what the week begins with. Opens texts."""
    reviews, rows = newest_reviews(cases, week), newest_session_cases(cases, week)
    return {
        case.pk: (reviews.get(case.pk), carried_forward(newer(reviews.get(case.pk), rows.get(case.pk))))
        for case in cases
        if case.pk in reviews or case.pk in rows
    }


def newer(review: CaseReview | None, row: SessionCase | None) -> Sections:
    """The summary's words, but for goals and fit where a session of the same week or later wrote them anew."""
    sections = review.sections if review else Sections()
    if row is None or (review is not None and week_of(row.session) < review.week):
        return sections
    talked = Sections.read({name: getattr(row, name) for name in TALKED_OVER})
    return replace(sections, **{name: getattr(talked, name) for name in TALKED_OVER})
