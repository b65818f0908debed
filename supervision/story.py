"""The story of one case: what was written, agreed and done, newest first. Texts open only when the page shows them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from people.models import User
from supervision.fit_editor import Circle, circles, targets_of
from supervision.models import Action, Addendum, CaseReference, CaseReview, SessionCase
from supervision.weeks import monday_of, treatment_week
from supervision.words import GoalStatus, Outcome

KINDS = ("summaries", "sessions", "actions")
COLUMN, GAP, STEP, TALLEST = 26, 8, 18, 8
TONES = {"met": "ok", "partly": "due", "not_met": "over", "not_tried": "over"}
Told = tuple[Any, Any, str]


@dataclass(frozen=True)
class Moment:
    """Something that happened, on its day; `kind` names the template that tells it."""

    kind: str
    on: datetime.date
    week: int
    row: Any
    addenda: list[Addendum] = field(default_factory=list)

    @property
    def is_withdrawn(self) -> bool:
        """Found to be on the wrong case."""
        return any(addendum.withdraws for addendum in self.addenda)

    @property
    def judged(self) -> list[Told]:
        """Last week's goals of a summary, each with what became of it."""
        outcomes = dict(Outcome.choices)
        told = [(goal, goal.outcome) for goal in self.row.sections.last_goals]
        return [(goal, outcomes.get(was, _("Not judged yet")), TONES.get(was, "info")) for goal, was in told]


@dataclass(frozen=True)
class Column:
    """A week's goals: how many were met, partly and not. `parts` are rectangles from the ground up."""

    week: int
    met: int
    partly: int
    not_met: int
    x: int
    parts: list[tuple[str, int, int]]

    @property
    def all(self) -> int:
        """Goals that were judged."""
        return self.met + self.partly + self.not_met


@dataclass(frozen=True)
class Bars:
    """Goals met by week, as a picture and as a sentence."""

    columns: list[Column]
    width: int
    height: int
    sentence: str


@dataclass(frozen=True)
class Story:
    """A case as its page tells it."""

    moments: list[Moment]
    reviews: list[CaseReview]
    bars: Bars | None

    @property
    def goals(self) -> list[Told]:
        """Overarching goals as the newest summary has them, each with where it stands."""
        words = dict(GoalStatus.choices)
        goals = self.reviews[0].sections.start.goals if self.reviews else ()
        return [(goal, words.get(goal.status, ""), TONES.get(goal.status, "info")) for goal in goals]

    @property
    def fit_weeks(self) -> list[CaseReview]:
        """Summaries with a fit in them, newest first; none is opened for it."""
        sealed: Any = CaseReview._meta.get_field("fit")
        return [review for review in self.reviews if sealed.is_filled(review)]

    def fit_of(self, asked: str) -> tuple[CaseReview | None, list[Circle]]:
        """The circles of the week that was asked for, or of the newest."""
        weeks = self.fit_weeks
        review = next((row for row in weeks if str(row.treatment_week) == asked), weeks[0] if weeks else None)
        if review is None:
            return None, []
        sections = review.sections
        drivers = [driver for driver in sections.fit if driver.is_open]
        return review, circles(drivers, targets_of(sections)) if drivers else []


def story_of(user: User, case: CaseReference, kind: str = "") -> Story:
    """Everything about the case that the user may see, in the same number of statements for any number of weeks."""
    reviews = list(
        CaseReview.objects.visible_to(user)
        .filter(case=case)
        .exclude(state="withdrawn")
        .select_related("therapist", "guidance_by", "expert", "finalised_by", "copied__by")
        .order_by("-week")
    )
    for review in reviews:
        review.case = case
    addenda = _addenda(reviews)
    standing = [row for row in reviews if not any(added.withdraws for added in addenda[row.pk])]
    moments: list[Moment] = []
    if kind in {"", "summaries"}:
        moments += [Moment("summary", row.week, row.treatment_week, row, addenda[row.pk]) for row in reviews]
    if kind in {"", "sessions"}:
        moments += [_in_session(case, row) for row in _discussed(user, case)]
    if kind in {"", "actions"}:
        moments += [_agreed(case, row) for row in _actions(user, case)]
    return Story(sorted(moments, key=lambda moment: moment.on, reverse=True), standing, bars_of(standing))


def _addenda(reviews: list[CaseReview]) -> dict[Any, list[Addendum]]:
    found: dict[Any, list[Addendum]] = defaultdict(list)
    for addendum in Addendum.objects.filter(record_id__in=[row.pk for row in reviews]).select_related("author"):
        found[addendum.record_id].append(addendum)
    return found


def _discussed(user: User, case: CaseReference) -> list[SessionCase]:
    rows = SessionCase.objects.visible_to(user).filter(case=case, is_discussed=True)
    return list(rows.select_related("session", "session__leader", "saved_by"))


def _actions(user: User, case: CaseReference) -> list[Action]:
    return list(Action.objects.visible_to(user).filter(case=case).select_related("owner", "made_by", "done_by"))


def _in_session(case: CaseReference, row: SessionCase) -> Moment:
    day = timezone.localtime(row.session.starts_at).date()
    return Moment("session", day, treatment_week(case.opened_week, monday_of(day)), row)


def _agreed(case: CaseReference, row: Action) -> Moment:
    day = timezone.localtime(row.created_at).date()
    return Moment("action", day, treatment_week(case.opened_week, monday_of(day)), row)


def bars_of(reviews: list[CaseReview]) -> Bars | None:
    """A column for each week whose goals were judged, oldest first; from counts that no text is opened for."""
    judged = [row for row in reversed(reviews) if row.goals_met + row.goals_partly + row.goals_not_met]
    if not judged:
        return None
    most = max(row.goals_met + row.goals_partly + row.goals_not_met for row in judged)
    ground = min(most, TALLEST) * STEP
    columns = [_column(row, number, ground) for number, row in enumerate(judged)]
    told = [
        _("week %(week)s: %(met)s of %(all)s met") % {"week": column.week, "met": column.met, "all": column.all}
        for column in columns
    ]
    return Bars(columns, len(columns) * (COLUMN + GAP), ground + 20, "; ".join(told))


def _column(review: CaseReview, number: int, ground: int) -> Column:
    counts = (("met", review.goals_met), ("partly", review.goals_partly), ("not", review.goals_not_met))
    parts = []
    for name, count in counts:
        height = min(count, TALLEST) * STEP
        ground -= height
        if count and ground >= 0:
            parts.append((name, ground, height - 2))
    x = number * (COLUMN + GAP)
    return Column(review.treatment_week, review.goals_met, review.goals_partly, review.goals_not_met, x, parts)
