"""What a therapist has to prepare for the coming supervision: each open case with its summary, goals and notes."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from people.models import Team, User
from supervision.models import CaseReference, CaseReview, Draft, QuickNote, SupervisionSession
from supervision.summary import LastGoal, faults_of
from supervision.summary.telling import carried_words
from supervision.weeks import coming_week, due_at, treatment_week
from supervision.words import Outcome

CARRIED_FROM = ("discussed", "consulted", "final")


class Goal(NamedTuple):
    """A goal as the page shows it; `words` say what became of it and how often it was carried."""

    text: str
    outcome: str
    words: str


@dataclass(frozen=True)
class ToPrepare:
    """One case of the page. `unsaved_at` is when its draft was last saved by itself; `missing` are hard faults.

    `to_copy` is the newest summary that was discussed, while nobody has said that the case record has its decisions.
    """

    case: CaseReference
    week: datetime.date
    review: CaseReview | None
    goals: list[Goal]
    language: str
    notes: list[QuickNote]
    to_copy: CaseReview | None
    unsaved_at: datetime.datetime | None
    missing: int

    @property
    def is_draft(self) -> bool:
        """Begun, and not sent."""
        return self.review is not None and self.review.state == CaseReview.State.DRAFT

    @property
    def can_be_sent(self) -> bool:
        """Nothing is missing, and everything typed is saved."""
        return self.is_draft and not self.missing and self.unsaved_at is None

    @property
    def treatment_week(self) -> int:
        """The week of treatment it is prepared for."""
        return treatment_week(self.case.opened_week, self.week)

    @property
    def is_late(self) -> bool:
        """The team's hour for handing in is over, and it was not sent by then."""
        if self.review:
            return self.review.is_late
        team = self.case.team
        due = due_at(self.week, team.supervision_day, team.supervision_time, timezone.get_current_timezone())
        return due is not None and timezone.now() > due


def to_prepare(user: User) -> list[ToPrepare]:
    """One's own open cases, in statements that do not grow with them. Opens the goals of each."""
    newest = CaseReview.objects.filter(case=OuterRef("pk"), state__in=CARRIED_FROM).order_by("-week")
    cases = list(
        CaseReference.objects.visible_to(user)
        .open()
        .filter(therapist=user)
        .select_related("team")
        .annotate(before=Subquery(newest.values("pk")[:1]))
    )
    weeks = {case.pk: week_of(case.team) for case in cases}
    found = CaseReview.objects.visible_to(user).standing().filter(case__in=cases, week__in=set(weeks.values()))
    reviews = {r.case_id: r for r in found.select_related("case__team") if r.week == weeks[r.case_id]}
    followed = {case.pk: getattr(case, "before", None) for case in cases}
    decided = CaseReview.objects.select_related("copied").in_bulk([key for key in followed.values() if key])
    notes = _notes(user)
    unsaved = _unsaved(user, [review.pk for review in reviews.values()])
    rows = []
    for case in cases:
        review = reviews.get(case.pk)
        before = decided.get(followed[case.pk])
        goals, missing, language = _content(review, before)
        saved_at = unsaved.get(review.pk) if review else None
        waiting, to_copy = notes.get(case.pk, []), None if hasattr(before, "copied") else before
        rows.append(ToPrepare(case, weeks[case.pk], review, goals, language, waiting, to_copy, saved_at, missing))
    return rows


def week_of(team: Team) -> datetime.date:
    """The week whose supervision is still to come for the team."""
    return coming_week(team.supervision_day, team.supervision_time, timezone.localtime())


def next_session(user: User) -> SupervisionSession | None:
    """The next planned group session of the user's teams."""
    since = timezone.now() - datetime.timedelta(hours=3)
    coming = SupervisionSession.objects.visible_to(user).filter(
        kind="group", state__in=["planned", "live"], starts_at__gte=since
    )
    return coming.select_related("team").order_by("starts_at").first()


def _content(review: CaseReview | None, before: CaseReview | None) -> tuple[list[Goal], int, str]:
    """Goals, how much is missing, and the language; without a summary yet, the goals it will begin with."""
    if review is None:
        planned = before.sections.next_goals if before else ()
        return [Goal(goal.text, "", "") for goal in planned], 0, before.language if before else "en"
    sections = review.sections
    missing = sum(fault.hard for fault in faults_of(sections)) if review.state == CaseReview.State.DRAFT else 0
    return [_goal(goal) for goal in sections.last_goals], missing, review.language


def _goal(goal: LastGoal) -> Goal:
    outcome = str(dict(Outcome.choices).get(goal.outcome, ""))
    carried = carried_words(goal.weeks).lower() if goal.weeks else ""
    return Goal(goal.text, goal.outcome, ", ".join(filter(None, [outcome, carried])))


def _notes(user: User) -> dict[uuid.UUID | None, list[QuickNote]]:
    by_case: dict[uuid.UUID | None, list[QuickNote]] = defaultdict(list)
    for note in QuickNote.objects.visible_to(user).waiting().order_by("saved_at"):
        by_case[note.case_id].append(note)
    return by_case


def _unsaved(user: User, keys: list[uuid.UUID]) -> dict[uuid.UUID, datetime.datetime]:
    mine = Draft.objects.visible_to(user).filter(record_type=CaseReview._meta.label_lower, record_id__in=keys)
    return dict(mine.values_list("record_id", "saved_at"))
