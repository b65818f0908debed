"""Sessions: planned, opened with an agenda by need, written up case by case, finished and shared."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from audit.services import record
from people.models import Membership, Team, User
from people.roles import TEAM_ROLES
from supervision.carrying import TALKED_OVER, carried_into
from supervision.meetings import next_group_session
from supervision.models import Attendance, CaseReview, SessionCase, SupervisionSession
from supervision.permissions import leads_session, role_in_team, supervises
from supervision.planning import AgendaRow, agenda_of, week_of
from supervision.reading import unread
from supervision.screening import refuse_hard
from supervision.services import drafts, notices
from supervision.services.errors import NotAllowedError, SupervisionError, WrongStateError
from supervision.services.freezing import freezing, must_not_be_frozen
from supervision.services.keeping import must_be_ready
from supervision.services.versions import save_checked
from supervision.summary import Sections

State = SupervisionSession.State
CASE_FIELDS = (
    "minutes",
    "last_goals",
    "advances",
    "barriers",
    "fit",
    "next_goals",
    "guidance",
    "principles",
    "methods",
)
HALF_AN_HOUR = datetime.timedelta(minutes=30)


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
def open_now(*, actor: User, team: Team) -> SupervisionSession:
    """The team's session that is under way, or the next one begun now, planned or not."""
    if not leads_session(actor, team.pk):
        raise NotAllowedError
    Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    next_one = next_group_session([team])[team.pk]
    session = next_one.session
    if session is None:
        starts_at = next_one.starts_at if next_one.is_today else timezone.now()
        session = plan(actor=actor, team=team, starts_at=starts_at or timezone.now(), mode="in_person")
    return begin(actor=actor, session=session)


@transaction.atomic
def begin(*, actor: User, session: SupervisionSession) -> SupervisionSession:
    """Open it: the team's open cases in order of need, each pre-filled from its summary; everyone marked present."""
    locked = led(actor, session)
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
    """Every open case, filled from its summary; without one, from what the weeks before left to do."""
    agenda = agenda_of(session)
    unprepared = [place.case for place in agenda if place.review is None]
    with unread():
        past = carried_into(unprepared, week_of(session)) if unprepared else {}
        rows = [_laid_out(session, number, place, past) for number, place in enumerate(agenda, start=1)]
    SessionCase.objects.bulk_create(rows)


def _laid_out(session: SupervisionSession, number: int, place: AgendaRow, past: dict[uuid.UUID, Any]) -> SessionCase:
    row = SessionCase(
        organisation_id=session.organisation_id,
        session=session,
        case=place.case,
        review=place.review,
        position=number,
    )
    sections = place.review.sections if place.review else past.get(place.case.pk, (None, Sections()))[1]
    for name in TALKED_OVER:
        setattr(row, name, sections.stored(name))
    return row


@transaction.atomic
def save_case(*, actor: User, row: SessionCase, version: int, **values: Any) -> SessionCase:
    """Write what was said of a case. Raises ConflictError where somebody else saved it since, IdentifyingDataError."""
    session = led(actor, row.session)
    if session.state != State.LIVE:
        raise WrongStateError(session.state)
    kept = {name: value for name, value in values.items() if name in CASE_FIELDS}
    refuse_hard(kept)
    save_checked(row, version, **kept, is_discussed=True, saved_at=timezone.now(), saved_by=actor)
    drafts.drop(actor=actor, record=row)
    _record(actor, "supervision.session_case_saved", session, row)
    return row


@transaction.atomic
def note_attendance(
    *, actor: User, session: SupervisionSession, marks: dict[int, tuple[str, int]], mode: str = ""
) -> None:
    """Who was there and for how many minutes, by person, and how people met."""
    locked = led(actor, session)
    if locked.state != State.LIVE:
        raise WrongStateError(locked.state)
    must_not_be_frozen(locked)
    for user_id, (status, minutes) in marks.items():
        Attendance.objects.filter(session=locked, user_id=user_id).update(status=status, minutes=minutes)
    if mode:
        SupervisionSession.objects.filter(pk=locked.pk).update(mode=mode)
    _record(actor, "supervision.attendance_noted", locked)


@transaction.atomic
def share(
    *, actor: User, session: SupervisionSession, version: int, ended_at: datetime.datetime | None = None
) -> SupervisionSession:
    """End it and let the team read it; the summaries it discussed are discussed. Raises NobodyPresentError."""
    locked = led(actor, session)
    if locked.state != State.LIVE:
        raise WrongStateError(locked.state)
    if not locked.attendance.filter(status=Attendance.Status.PRESENT).exists():
        raise NobodyPresentError
    now = timezone.now()
    values: dict[str, Any] = {"state": State.SHARED, "ended_at": ended_at or now, "shared_at": now}
    if locked.kind == SupervisionSession.Kind.GROUP:
        values |= _used(locked)
    save_checked(locked, version, **values)
    discussed = CaseReview.objects.filter(session_cases__session=locked, session_cases__is_discussed=True)
    keys = [review.pk for review in discussed.filter(state="submitted") if freezing(review) is None]
    CaseReview.objects.filter(pk__in=keys).update(state="discussed", discussed_at=now, version=F("version") + 1)
    _record(actor, "supervision.session_shared", locked, *(("supervision.casereview", str(key)) for key in keys))
    there = locked.attendance.exclude(user=actor).select_related("user")
    notices.tell([row.user for row in there], notices.Kind.SHARED)
    return locked


def _used(session: SupervisionSession) -> dict[str, list[Any]]:
    """Which principles and methods were used on any of its cases, for the reports that count them."""
    rows = list(session.cases.filter(is_discussed=True).values_list("principles", "methods"))
    return {
        "principles": sorted({number for numbers, _methods in rows for number in numbers}),
        "methods": sorted({method for _numbers, methods in rows for method in methods}),
    }


def can_still_unlock(session: SupervisionSession) -> bool:
    """Shared, and no more than half an hour ago: by the clock, whether or not the task has run."""
    shared = session.shared_at if session.state == State.SHARED and not session.content_hash else None
    return shared is not None and timezone.now() < shared + HALF_AN_HOUR


@transaction.atomic
def unlock(*, actor: User, session: SupervisionSession, version: int) -> SupervisionSession:
    """Open it again for corrections within the half hour; the team reads it once it is shared again."""
    locked = led(actor, session)
    if not can_still_unlock(locked):
        raise WrongStateError(locked.state)
    save_checked(locked, version, state=State.LIVE, ended_at=None, shared_at=None)
    _record(actor, "supervision.session_unlocked", locked)
    return locked


@transaction.atomic
def cancel(*, actor: User, session: SupervisionSession, because: str) -> SupervisionSession:
    """It does not take place; the reason is counted."""
    locked = led(actor, session)
    if locked.state != State.PLANNED:
        raise WrongStateError(locked.state)
    if because not in SupervisionSession.Break.values:
        raise SupervisionError(because)
    save_checked(locked, locked.version, state=State.CANCELLED, cancelled_because=because)
    _record(actor, "supervision.session_cancelled", locked)
    return locked


def led(actor: User, session: SupervisionSession) -> SupervisionSession:
    """The session, locked, for whoever leads it; raises NotAllowedError."""
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
