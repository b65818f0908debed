"""Crisis consultations: logged by a supervisor, final within a day, looked at again by a supervisor."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.services import record
from people.models import Team, User
from supervision.models import Addendum, CaseReference, CrisisConsultation, CrisisReview
from supervision.permissions import can_write_crisis, role_in_team, supervises
from supervision.reading import unread
from supervision.screening import refuse_hard
from supervision.services.actions import follow_from
from supervision.services.additions import added_to
from supervision.services.consultation import members
from supervision.services.errors import IncompleteError, NotAllowedError, WrongStateError
from supervision.services.hashes import keyed_hash
from supervision.services.keeping import must_be_ready
from supervision.services.versions import save_checked

State = CrisisConsultation.State
HASHED = (
    *("team_id", "case_id", "caller_id", "taken_by_id", "called_at", "question", "advice"),
    *("route_followed", "route_at", "follow_up", "follow_up_by_id", "follow_up_on"),
)


@dataclass(frozen=True)
class Call:
    """What is noted of a call. Without `caller` it was the case's therapist."""

    case: CaseReference
    called_at: datetime.datetime
    question: str = ""
    advice: str = ""
    caller: User | None = None
    route_followed: bool | None = None
    route_at: datetime.datetime | None = None
    follow_up: str = ""
    follow_up_by: User | None = None
    follow_up_on: datetime.date | None = None


@transaction.atomic
def log(*, actor: User, key: uuid.UUID, call: Call) -> CrisisConsultation:
    """A call, under the key its form was made with: sent twice, it is kept once."""
    team = call.case.team
    must_be_ready(team.organisation_id)
    if not supervises(actor, team.pk):
        raise NotAllowedError
    Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    existing = CrisisConsultation.objects.filter(pk=key).first()
    if existing:
        if existing.taken_by_id != actor.pk:
            raise NotAllowedError
        return existing
    values = _values(team, call)
    crisis = CrisisConsultation.objects.create(
        pk=key, organisation_id=team.organisation_id, team=team, taken_by=actor, **values
    )
    _record(actor, "supervision.crisis_logged", crisis)
    return crisis


@transaction.atomic
def save(*, actor: User, crisis: CrisisConsultation, version: int, call: Call) -> CrisisConsultation:
    """Put right or complete it before it is final. Raises ConflictError for a stale form."""
    if not can_write_crisis(actor, crisis) or call.case.team_id != crisis.team_id:
        raise NotAllowedError
    if crisis.state != State.DRAFT:
        raise WrongStateError(crisis.state)
    values = _values(crisis.team, call)
    save_checked(crisis, version, **values, saved_at=timezone.now(), saved_by=actor)
    _record(actor, "supervision.crisis_saved", crisis)
    return crisis


def _values(team: Team, call: Call) -> dict[str, Any]:
    refuse_hard(call.question, call.advice, call.follow_up)
    caller = call.caller or call.case.therapist
    people = set(members(team).values_list("user_id", flat=True))
    wanted = {person.pk for person in (call.caller, call.follow_up_by) if person}
    if not wanted <= people:
        raise NotAllowedError
    return {
        "case": call.case,
        "caller": caller,
        "called_at": call.called_at,
        "question": call.question,
        "advice": call.advice,
        "route_followed": call.route_followed,
        "route_at": call.route_at if call.route_followed else None,
        "follow_up": call.follow_up,
        "follow_up_by": call.follow_up_by,
        "follow_up_on": call.follow_up_on,
    }


def faults_of(crisis: CrisisConsultation) -> list[str]:
    """What keeps it from being final, by name. It opens its texts, so it needs a reading."""
    told = {
        "question": not crisis.question.strip(),
        "advice": not crisis.advice.strip(),
        "route": crisis.route_followed is None,
        "route_at": crisis.route_followed is True and crisis.route_at is None,
        "follow_up_by": crisis.follow_up_by_id is None,
    }
    return [name for name, holds in told.items() if holds]


@transaction.atomic
def finalise(*, actor: User, crisis: CrisisConsultation, version: int) -> CrisisConsultation:
    """Lock it for ever, by any supervisor of the team; its follow-up becomes an action. Raises IncompleteError."""
    if not can_write_crisis(actor, crisis):
        raise NotAllowedError
    if crisis.state != State.DRAFT:
        raise WrongStateError(crisis.state)
    with unread():
        faults = faults_of(crisis)
        digest = keyed_hash(crisis, HASHED)
    if faults:
        raise IncompleteError(list(faults))
    save_checked(crisis, version, state=State.FINAL, final_at=timezone.now(), finalised_by=actor, content_hash=digest)
    _record(actor, "supervision.crisis_final", crisis)
    _follow_up(actor, crisis)
    return crisis


def _follow_up(actor: User, crisis: CrisisConsultation) -> None:
    """What follows is an action of whoever was named, with its day."""
    with unread():
        text = crisis.follow_up.strip() or _("Follow up the call about this case")
    if crisis.follow_up_by:
        follow_from(
            crisis,
            made_by=actor,
            team=crisis.team,
            owner=crisis.follow_up_by,
            text=text,
            due_on=crisis.follow_up_on,
            case=crisis.case,
        )


@transaction.atomic
def look_at(*, actor: User, crisis: CrisisConsultation, text: str) -> CrisisReview:
    """The supervisor's review of a final call, once; a second time changes nothing and gives the first."""
    if not can_write_crisis(actor, crisis):
        raise NotAllowedError
    locked = CrisisConsultation.objects.select_for_update(of=("self",)).get(pk=crisis.pk)
    if locked.state != State.FINAL:
        raise WrongStateError(locked.state)
    existing = CrisisReview.objects.filter(crisis=locked).first()
    if existing:
        return existing
    refuse_hard(text)
    review = CrisisReview.objects.create(organisation_id=locked.organisation_id, crisis=locked, author=actor, text=text)
    _record(actor, "supervision.crisis_reviewed", locked)
    return review


@transaction.atomic
def add(*, actor: User, crisis: CrisisConsultation, text: str) -> Addendum:
    """A dated, attributed addition to a final call, by the team's supervisors."""
    if not can_write_crisis(actor, crisis):
        raise NotAllowedError
    if crisis.state != State.FINAL:
        raise WrongStateError(crisis.state)
    return added_to(crisis, actor=actor, team_id=crisis.team_id, text=text)


def _record(actor: User, action: str, crisis: CrisisConsultation) -> None:
    record(
        actor=actor,
        action=action,
        records=[crisis],
        role=role_in_team(actor, crisis.team_id),
        organisation_id=crisis.organisation_id,
    )
