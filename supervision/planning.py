"""The agenda of one session: its cases in order of need, with the reasons, and the newest summary of each."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from supervision.agenda import CaseFacts, Place, ordered, proposed_minutes
from supervision.models import CaseReference, CaseReview, SessionCase, SupervisionSession
from supervision.weeks import monday_of

# Why a case stands where it stands, in words, and the tone of its tag.
REASONS = {
    "safety": (_("Safety plan escalated"), "over"),
    "question": (_("Has a question"), "plum"),
    "carried": (_("Goal carried over"), "due"),
    "not_discussed": (_("Not discussed for two weeks"), "due"),
    "no_summary": (_("No prep yet"), "over"),
}
SUBMITTED = ("submitted", "discussed", "consulted", "final")


@dataclass(frozen=True)
class AgendaRow:
    """One case on the agenda; `review` is the submitted summary of the session's week, if there is one."""

    place: Place
    case: CaseReference
    review: CaseReview | None
    minutes: int

    @property
    def reasons(self) -> list[tuple[Any, str]]:
        """Why it stands here: words and tone, the weightiest first."""
        return [REASONS[name] for name in self.place.reasons]


def agenda_of(session: SupervisionSession) -> list[AgendaRow]:
    """The team's open cases by need, in three statements however many there are. No text is opened."""
    open_cases = CaseReference.objects.open().filter(team_id=session.team_id).select_related("therapist", "adaptation")
    cases = {str(case.pk): case for case in open_cases}
    reviews = submitted_reviews(session, list(cases.values()))
    discussed = _last_discussed(session, list(cases.values()))
    facts = [_facts(case, reviews.get(key), discussed.get(case.pk)) for key, case in cases.items()]
    places = ordered(facts, timezone.localtime(session.starts_at).date())
    minutes = proposed_minutes(places)
    return [
        AgendaRow(place, cases[place.case.key], reviews.get(place.case.key), share)
        for place, share in zip(places, minutes, strict=True)
    ]


def submitted_reviews(session: SupervisionSession, cases: list[CaseReference]) -> dict[str, CaseReview]:
    """The submitted summary of the session's week, for each case that has one."""
    submitted = CaseReview.objects.standing().filter(case__in=cases, week=week_of(session), state__in=SUBMITTED)
    return {str(review.case_id): review for review in submitted}


def week_of(session: SupervisionSession) -> datetime.date:
    """The Monday of the session's week."""
    return monday_of(timezone.localtime(session.starts_at).date())


def _last_discussed(session: SupervisionSession, cases: list[CaseReference]) -> dict[uuid.UUID, datetime.datetime]:
    rows = SessionCase.objects.filter(case__in=cases, is_discussed=True, session__starts_at__lt=session.starts_at)
    return dict(rows.order_by().values_list("case").annotate(Max("session__starts_at")))


def _facts(case: CaseReference, review: CaseReview | None, discussed: datetime.datetime | None) -> CaseFacts:
    return CaseFacts(
        key=str(case.pk),
        code=case.code,
        therapist=str(case.therapist_id),
        has_question=bool(review and review.has_question),
        has_summary=review is not None,
        longest_carried=review.longest_carried if review else 0,
        safety_changed=bool(review and review.safety_escalated),
        last_discussed=timezone.localtime(discussed).date() if discussed else None,
        opened=case.opened_week,
    )


def newest_reviews(cases: list[CaseReference], before: datetime.date) -> dict[uuid.UUID, CaseReview]:
    """For each case its newest summary of an earlier week that was at least discussed."""
    known = CaseReview.objects.standing().filter(week__lt=before, state__in=["discussed", "consulted", "final"])
    newest = _newest(cases, known.filter(case=OuterRef("pk")).order_by("-week"))
    return {review.case_id: review for review in CaseReview.objects.filter(pk__in=newest)}


def newest_session_cases(cases: list[CaseReference], before: datetime.date) -> dict[uuid.UUID, SessionCase]:
    """For each case what was written of it in the newest shared session of an earlier week."""
    start = datetime.datetime.combine(before, datetime.time.min, tzinfo=timezone.get_current_timezone())
    known = SessionCase.objects.filter(is_discussed=True, session__state="shared", session__starts_at__lt=start)
    newest = _newest(cases, known.filter(case=OuterRef("pk")).order_by("-session__starts_at"))
    rows = SessionCase.objects.filter(pk__in=newest).select_related("session")
    return {row.case_id: row for row in rows}


def _newest(cases: list[CaseReference], of_a_case: QuerySet[Any]) -> QuerySet[Any, Any]:
    """The key of the first such row of each case."""
    keys = CaseReference.objects.filter(pk__in=[case.pk for case in cases])
    return keys.order_by().values_list(Subquery(of_a_case.values("pk")[:1]))
