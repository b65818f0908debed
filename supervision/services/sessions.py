"""Sessions: planned, opened with an agenda by need, written up case by case, finished and shared."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from audit.services import record
from people.models import Membership, Team, User
from people.roles import TEAM_ROLES
from supervision.agenda import CaseFacts, ordered
from supervision.models import Attendance, CaseReference, CaseReview, SessionCase, SupervisionSession
from supervision.permissions import leads_session, role_in_team, supervises
from supervision.reading import unread
from supervision.services.errors import NotAllowedError, SupervisionError, WrongStateError
from supervision.services.keeping import must_be_ready
from supervision.services.versions import save_checked
from supervision.weeks import monday_of

State = SupervisionSession.State
CASE_FIELDS = ("minutes", "last_goals", "advances", "barriers", "fit", "next_goals")


class NobodyPresentError(SupervisionError):
    """A session with nobody present can't be shared."""


@transaction.atomic
def plan(
    *, actor: User, team: Team, starts_at: datetime.datetime, mode: str, person: User | None = None
) -> SupervisionSession:
    """A session of the team, or with one of its people; asking twice for the same hour gives the same session."""
    must_be_ready(team.organisation_id)
    if not _leads(actor, team.pk, person) or (person and not _in_team(team).filter(user=person).exists()):
        raise NotAllowedError
    kind = SupervisionSession.Kind.INDIVIDUAL if person else SupervisionSession.Kind.GROUP
    session, created = SupervisionSession.objects.get_or_create(
        team=team,
        kind=kind,
        person=person,
        starts_at=starts_at,
        defaults={"organisation_id": team.organisation_id, "leader": actor, "mode": mode},
    )
    if created:
        _record(actor, "supervision.session_planned", session)
    return session


@transaction.atomic
def begin(*, actor: User, session: SupervisionSession) -> SupervisionSession:
    """Open it: the team's open cases in order of need, each pre-filled from its summary; everyone marked present."""
    locked = _locked(actor, session)
    if locked.state == State.LIVE:
        return locked
    if locked.state != State.PLANNED:
        raise WrongStateError(locked.state)
    if locked.kind == SupervisionSession.Kind.GROUP:
        _lay_out(locked)
    for user_id in _members(locked):
        Attendance.objects.get_or_create(session=locked, user_id=user_id)
    save_checked(locked, locked.version, state=State.LIVE, began_at=timezone.now())
    _record(actor, "supervision.session_begun", locked)
    return locked


def _members(session: SupervisionSession) -> list[int]:
    """Who belongs in the room: the team of the day, or the two of an individual session."""
    if session.person_id:
        return [session.person_id, session.leader_id]
    return sorted(set(_in_team(session.team).values_list("user_id", flat=True)))


def _in_team(team: Team) -> QuerySet[Membership]:
    return Membership.objects.current().in_role(*TEAM_ROLES).filter(team=team, user__is_active=True)


def _lay_out(session: SupervisionSession) -> None:
    cases = {str(case.pk): case for case in CaseReference.objects.open().filter(team_id=session.team_id)}
    reviews = _newest_reviews(session, list(cases.values()))
    places = ordered(_facts(session, cases, reviews), timezone.localdate())
    rows = []
    with unread():
        for position, place in enumerate(places, start=1):
            review = reviews.get(place.case.key)
            row = SessionCase(
                organisation_id=session.organisation_id,
                session=session,
                case=cases[place.case.key],
                review=review,
                position=position,
            )
            if review:
                row.last_goals, row.fit, row.next_goals = review.last_goals, review.fit, review.next_goals
            rows.append(row)
    SessionCase.objects.bulk_create(rows)


def _newest_reviews(session: SupervisionSession, cases: list[CaseReference]) -> dict[str, CaseReview]:
    """The submitted summary of the session's week, for each case that has one."""
    week = monday_of(timezone.localtime(session.starts_at).date())
    submitted = CaseReview.objects.filter(case__in=cases, week=week, state__in=["submitted", "discussed", "consulted"])
    return {str(review.case_id): review for review in submitted}


def _facts(
    session: SupervisionSession, cases: dict[str, CaseReference], reviews: dict[str, CaseReview]
) -> list[CaseFacts]:
    """What the agenda needs, in one statement for all cases."""
    discussed: dict[uuid.UUID, datetime.datetime] = dict(
        SessionCase.objects.filter(case__in=cases.values(), is_discussed=True)
        .exclude(session=session)
        .values_list("case")
        .annotate(Max("session__starts_at"))
    )
    return [_fact(case, reviews.get(key), discussed.get(case.pk)) for key, case in cases.items()]


def _fact(case: CaseReference, review: CaseReview | None, discussed: datetime.datetime | None) -> CaseFacts:
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


@transaction.atomic
def save_case(*, actor: User, row: SessionCase, version: int, **values: Any) -> SessionCase:
    """Write what was said of a case. Raises ConflictError where somebody else saved it since."""
    session = _locked(actor, row.session)
    if session.state != State.LIVE:
        raise WrongStateError(session.state)
    kept = {name: value for name, value in values.items() if name in CASE_FIELDS}
    save_checked(row, version, **kept, is_discussed=True, saved_at=timezone.now(), saved_by=actor)
    _record(actor, "supervision.session_case_saved", session, row)
    return row


@transaction.atomic
def note_attendance(*, actor: User, session: SupervisionSession, marks: dict[int, tuple[str, int]]) -> None:
    """Who was there and for how many minutes, by person."""
    locked = _locked(actor, session)
    if locked.state != State.LIVE:
        raise WrongStateError(locked.state)
    for user_id, (status, minutes) in marks.items():
        Attendance.objects.filter(session=locked, user_id=user_id).update(status=status, minutes=minutes)
    _record(actor, "supervision.attendance_noted", locked)


@transaction.atomic
def share(
    *, actor: User, session: SupervisionSession, version: int, ended_at: datetime.datetime | None = None
) -> SupervisionSession:
    """End it and let the team read it. Raises NobodyPresentError."""
    locked = _locked(actor, session)
    if locked.state != State.LIVE:
        raise WrongStateError(locked.state)
    if not locked.attendance.filter(status=Attendance.Status.PRESENT).exists():
        raise NobodyPresentError
    now = timezone.now()
    save_checked(locked, version, state=State.SHARED, ended_at=ended_at or now, shared_at=now)
    _record(actor, "supervision.session_shared", locked)
    return locked


@transaction.atomic
def cancel(*, actor: User, session: SupervisionSession, because: str) -> SupervisionSession:
    """It does not take place; the reason is counted."""
    locked = _locked(actor, session)
    if locked.state != State.PLANNED:
        raise WrongStateError(locked.state)
    if because not in SupervisionSession.Break.values:
        raise SupervisionError(because)
    save_checked(locked, locked.version, state=State.CANCELLED, cancelled_because=because)
    _record(actor, "supervision.session_cancelled", locked)
    return locked


def _locked(actor: User, session: SupervisionSession) -> SupervisionSession:
    locked = SupervisionSession.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if not _leads(actor, locked.team_id, locked.person_id):
        raise NotAllowedError
    return locked


def _leads(actor: User, team_id: int, person: object) -> bool:
    """A person's own session is for whoever supervises them, as reading it is."""
    return supervises(actor, team_id) if person else leads_session(actor, team_id)


def _record(actor: User, action: str, session: SupervisionSession, *more: Any) -> None:
    record(
        actor=actor,
        action=action,
        records=[session, *more],
        role=role_in_team(actor, session.team_id),
        organisation_id=session.organisation_id,
    )
