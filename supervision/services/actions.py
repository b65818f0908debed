"""Actions: agreed, done, dropped. One that carries a module or a resource is done by learning it."""

from __future__ import annotations

import datetime
import uuid

from django.db import transaction
from django.utils import timezone

from audit.services import record
from people.models import Membership, Team, User
from people.roles import TEAM_ROLES
from supervision.models import Action, CaseReference
from supervision.models.base import Record
from supervision.permissions import leads_session, role_in_team
from supervision.screening import refuse_hard
from supervision.services.errors import NotAllowedError, WrongStateError


@transaction.atomic
def agree(
    *,
    actor: User,
    team: Team,
    owner: User,
    source: Record,
    text: str,
    due_on: datetime.date | None = None,
    case: CaseReference | None = None,
    module_key: uuid.UUID | None = None,
    resource_key: uuid.UUID | None = None,
    key: uuid.UUID | None = None,
) -> Action:
    """Something somebody of the team will do, noted by whoever leads, about a case of that team and no other.

    `key` is made by the sender's page: sent twice, it is one action.
    """
    _check(actor, team, owner, source, case)
    known = _sent_before(actor, source, key)
    if known is not None:
        return known
    refuse_hard(text)
    action = Action.objects.create(
        id=key or uuid.uuid4(),
        organisation_id=team.organisation_id,
        team=team,
        owner=owner,
        made_by=actor,
        case=case,
        source_type=source._meta.label_lower,
        source_id=source.pk,
        text=text,
        due_on=due_on,
        module_key=module_key,
        resource_key=resource_key,
    )
    _record(actor, "supervision.action_agreed", action)
    return action


def _check(actor: User, team: Team, owner: User, source: Record, case: CaseReference | None) -> None:
    members = Membership.objects.current().in_role(*TEAM_ROLES).filter(team=team, user=owner)
    if not leads_session(actor, team.pk) or not members.exists():
        raise NotAllowedError
    if source.organisation_id != team.organisation_id or (case and case.team_id != team.pk):
        raise NotAllowedError


def _sent_before(actor: User, source: Record, key: uuid.UUID | None) -> Action | None:
    known = Action.objects.filter(pk=key).first() if key else None
    if known is not None and (known.made_by_id != actor.pk or known.source_id != source.pk):
        raise NotAllowedError
    return known


@transaction.atomic
def finish(*, actor: User, action: Action, state: str = Action.State.DONE, score: int | None = None) -> Action:
    """Done or dropped, by its owner or whoever leads the team. Doing it twice changes nothing."""
    locked = Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
    if locked.owner_id != actor.pk and not leads_session(actor, locked.team_id):
        raise NotAllowedError
    if locked.state == state:
        return locked
    if locked.state != Action.State.OPEN:
        raise WrongStateError(locked.state)
    locked.state, locked.done_at, locked.done_by, locked.score = state, timezone.now(), actor, score
    locked.version += 1
    locked.save(update_fields=["state", "done_at", "done_by", "score", "version"])
    _record(actor, f"supervision.action_{state}", locked)
    return locked


def _record(actor: User, name: str, action: Action) -> None:
    record(
        actor=actor,
        action=name,
        records=[action],
        role=role_in_team(actor, action.team_id),
        organisation_id=action.organisation_id,
    )
