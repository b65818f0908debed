"""Cases: opened under a random code, moved through their states, never described."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from audit.services import record
from people.models import Adaptation, Membership, Team, User
from people.roles import Role
from supervision.codes import new_code
from supervision.models import CaseReference
from supervision.permissions import can_change_case, can_open_case, role_in_team, supervises
from supervision.services.errors import NotAllowedError, SupervisionError, WrongStateError
from supervision.services.keeping import must_be_ready
from supervision.weeks import monday_of

TRIES = 50
NEXT = {
    "open": {"closing", "closed"},
    "closing": {"open", "closed"},
    "closed": {"archived", "open"},
    "archived": set[str](),
}


class NoCodeLeftError(SupervisionError):
    """Every code that was drawn is taken: the list of words is too short for this organisation."""


@transaction.atomic
def open_case(
    *, actor: User, team: Team, adaptation: Adaptation, age_band: str, therapist: User, opened_week: datetime.date
) -> CaseReference:
    """A case under a code that the organisation has never used. A therapist opens only their own."""
    must_be_ready(team.organisation_id)
    if not can_open_case(actor, team.pk) or (therapist != actor and not supervises(actor, team.pk)):
        raise NotAllowedError
    if not is_therapist_of(therapist, team):
        raise NotAllowedError
    case = CaseReference.objects.create(
        organisation_id=team.organisation_id,
        team=team,
        code=_free_code(team.organisation_id),
        adaptation=adaptation,
        age_band=age_band,
        therapist=therapist,
        opened_week=monday_of(opened_week),
    )
    _record(actor, "supervision.case_opened", case)
    return case


def is_therapist_of(person: User, team: Team) -> bool:
    """A therapist of the team today."""
    return Membership.objects.current().in_role(Role.THERAPIST).filter(user=person, team=team).exists()


def _free_code(organisation_id: int) -> str:
    for _try in range(TRIES):
        code = new_code()
        if not CaseReference.objects.filter(organisation_id=organisation_id, code=code).exists():
            return code
    raise NoCodeLeftError(organisation_id)


@transaction.atomic
def move_case(
    *, actor: User, case: CaseReference, status: str, closed_on: datetime.date | None = None
) -> CaseReference:
    """To its next state; closing sets the day from which the schedule counts. Raises WrongStateError."""
    locked = CaseReference.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if not can_change_case(actor, locked):
        raise NotAllowedError
    if status not in NEXT[locked.status]:
        raise WrongStateError(locked.status)
    locked.status = status
    if status in {CaseReference.Status.OPEN, CaseReference.Status.CLOSING}:
        locked.closed_on = None
    elif status == CaseReference.Status.CLOSED:
        locked.closed_on = closed_on or timezone.localdate()
    else:
        locked.archived_at = timezone.now()
    locked.version += 1
    locked.save(update_fields=["status", "closed_on", "archived_at", "version"])
    _record(actor, f"supervision.case_{status}", locked)
    return locked


def _record(actor: User, action: str, case: CaseReference) -> None:
    record(
        actor=actor,
        action=action,
        records=[case],
        role=role_in_team(actor, case.team_id),
        organisation_id=case.organisation_id,
    )
