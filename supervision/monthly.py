"""A supervisor's month, in counts: what was kept up and what fell behind. Nobody is ranked and no text is opened.

The same number of statements at any size.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max, Q
from django.utils import timezone

from people.models import Membership, Team
from people.roles import Role
from supervision.models import CaseReference, CaseReview, DevelopmentPlan, SessionCase, SupervisionSession
from supervision.weeks import due_at, monday_of
from supervision.words import Method, Principle

NOT_DISCUSSED = datetime.timedelta(days=14)
SESSION_GAP = datetime.timedelta(days=14)
PLAN_AGE = datetime.timedelta(days=100)
CARRIED = 2
MOST_CASES, FEWEST_CASES, CASELOAD_WEEKS = 6, 4, 4


@dataclass(frozen=True)
class Month:
    """What the report says of one team and month."""

    first: datetime.date
    held: int
    cancelled: list[tuple[str, int]]
    days_since: int | None
    summaries: int
    late: int
    not_discussed: list[CaseReference]
    carried: list[CaseReference]
    principles_unused: list[str]
    methods: list[tuple[str, int]]
    plans_missing: int
    over: int
    under: int

    @property
    def gap_is_long(self) -> bool:
        """More than two weeks since the last session, or none ever."""
        return self.days_since is None or self.days_since > SESSION_GAP.days


def month_of(team: Team, first: datetime.date) -> Month:
    """The month that begins on `first`; what is true today is told as of today."""
    after = (first + datetime.timedelta(days=32)).replace(day=1)
    sessions = _sessions(team, first, after)
    held = [session for session in sessions if session.state == SupervisionSession.State.SHARED]
    cancelled = Counter(session.get_cancelled_because_display() for session in sessions if session not in held)
    cases = list(CaseReference.objects.filter(team=team).annotate(discussed=_last_discussed()).order_by("code"))
    therapists = _therapists(team)
    reviews = _reviews(team, first, after)
    over, under = caseload_notes(cases, therapists, timezone.localdate())
    used, methods = _used(team, first, after, held)
    return Month(
        first=first,
        held=len(held),
        cancelled=sorted(cancelled.items()),
        days_since=_days_since(team),
        summaries=len(reviews),
        late=sum(_is_late(review, team) for review in reviews),
        not_discussed=_not_discussed(cases),
        carried=_carried(team, cases),
        principles_unused=[str(one.label) for one in Principle if one.value not in used],
        methods=[(str(one.label), methods[one.value]) for one in Method],
        plans_missing=_plans_missing(team, therapists),
        over=over,
        under=under,
    )


def _sessions(team: Team, first: datetime.date, after: datetime.date) -> list[SupervisionSession]:
    """Group sessions of the month that were held or cancelled."""
    of_month = SupervisionSession.objects.filter(team=team, kind="group", state__in=["shared", "cancelled"])
    return list(
        of_month.filter(starts_at__date__gte=first, starts_at__date__lt=after).only(
            "state", "cancelled_because", "principles", "methods"
        )
    )


def _last_discussed() -> Max:
    discussed = Q(session_cases__is_discussed=True, session_cases__session__state="shared")
    return Max("session_cases__session__starts_at", filter=discussed)


def _days_since(team: Team) -> int | None:
    last = SupervisionSession.objects.filter(team=team, kind="group", state="shared").aggregate(at=Max("starts_at"))
    return (timezone.localdate() - timezone.localdate(last["at"])).days if last["at"] else None


def _reviews(team: Team, first: datetime.date, after: datetime.date) -> list[CaseReview]:
    found = CaseReview.objects.standing().filter(case__team=team, week__gte=first, week__lt=after)
    return list(found.only("week", "submitted_at", "state"))


def _is_late(review: CaseReview, team: Team) -> bool:
    due = due_at(review.week, team.supervision_day, team.supervision_time, timezone.get_current_timezone())
    return due is not None and (review.submitted_at or timezone.now()) > due


def _not_discussed(cases: Iterable[CaseReference]) -> list[CaseReference]:
    """Open cases that two weeks have passed by."""
    long_ago = timezone.localdate() - NOT_DISCUSSED
    return [case for case in cases if _is_open(case) and _last_seen(case) <= long_ago]


def _is_open(case: CaseReference) -> bool:
    return case.status in {CaseReference.Status.OPEN, CaseReference.Status.CLOSING}


def _last_seen(case: CaseReference) -> datetime.date:
    discussed = getattr(case, "discussed", None)
    return timezone.localdate(discussed) if discussed else case.opened_week


def _carried(team: Team, cases: Iterable[CaseReference]) -> list[CaseReference]:
    """Open cases whose newest summary carries a goal for two weeks or more."""
    newest: dict[object, int] = {}
    found = CaseReview.objects.standing().filter(case__team=team).exclude(state=CaseReview.State.DRAFT)
    since = monday_of(timezone.localdate()) - datetime.timedelta(weeks=8)
    for case_id, weeks in found.filter(week__gte=since).order_by("week").values_list("case_id", "longest_carried"):
        newest[case_id] = weeks
    return [case for case in cases if _is_open(case) and newest.get(case.pk, 0) >= CARRIED]


def _used(
    team: Team, first: datetime.date, after: datetime.date, held: Iterable[SupervisionSession]
) -> tuple[set[int], Counter[str]]:
    """Principles used in the month, and in how many sessions each method was."""
    rows = SessionCase.objects.filter(session__team=team, session__kind="group", session__state="shared")
    of_month = rows.filter(session__starts_at__date__gte=first, session__starts_at__date__lt=after)
    noted = [*of_month.values_list("principles", flat=True), *(session.principles for session in held)]
    return {int(one) for listed in noted for one in listed}, Counter(
        str(method) for session in held for method in session.methods
    )


def _therapists(team: Team) -> set[int]:
    return set(Membership.objects.current().in_role(Role.THERAPIST).filter(team=team).values_list("user_id", flat=True))


def _plans_missing(team: Team, therapists: set[int]) -> int:
    """How many therapists have no plan of the last 100 days."""
    since = timezone.localdate() - PLAN_AGE
    fresh = DevelopmentPlan.objects.filter(team=team, therapist_id__in=therapists, starts_on__gte=since)
    return len(therapists - set(fresh.exclude(state="draft").values_list("therapist_id", flat=True)))


def caseload_notes(cases: Iterable[CaseReference], therapists: set[int], today: datetime.date) -> tuple[int, int]:
    """How many therapists had more than six, and how many fewer than four cases, in each of the last four weeks."""
    mondays = [monday_of(today) - datetime.timedelta(weeks=ago) for ago in range(CASELOAD_WEEKS)]
    weekly = [Counter(case.therapist_id for case in cases if _was_open(case, monday)) for monday in mondays]
    over = sum(all(week[one] > MOST_CASES for week in weekly) for one in therapists)
    under = sum(all(week[one] < FEWEST_CASES for week in weekly) for one in therapists)
    return over, under


def _was_open(case: CaseReference, monday: datetime.date) -> bool:
    return case.opened_week <= monday and (case.closed_on is None or case.closed_on >= monday)
