"""Actions: agreed, done, dropped. One that carries a module or a resource is done by learning it."""

from __future__ import annotations

import datetime
import uuid

from django.db import transaction
from django.utils import timezone

from audit.services import record
from learning.models import Completion
from learning.services.enrolments import NoSuchModule, assign_agreed
from people.models import Membership, Team, User
from people.roles import TEAM_ROLES
from supervision.models import Action, CaseReference
from supervision.models.base import Record
from supervision.permissions import leads_session, role_in_team
from supervision.screening import refuse_hard
from supervision.services import notices
from supervision.services.errors import NotAllowedError, WrongStateError
from supervision.services.freezing import must_not_be_frozen

TAKEN_BACK_WITHIN = datetime.timedelta(seconds=90)


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

    `key` is made by the sender's page: sent twice, it is one action. A module is assigned at once, with the same date.
    Raises enrolments.NoSuchModule, screening.IdentifyingDataError.
    """
    _check(actor, team, owner, source, case)
    known = _sent_before(actor, source, key)
    if known is not None:
        return known
    refuse_hard(text)
    return _made(
        Action(
            id=key or uuid.uuid4(),
            team=team,
            owner=owner,
            made_by=actor,
            case=case,
            text=text,
            due_on=due_on,
            module_key=module_key,
            resource_key=resource_key,
        ),
        source,
    )


@transaction.atomic
def follow_from(
    source: Record,
    *,
    made_by: User,
    team: Team,
    owner: User,
    text: str,
    due_on: datetime.date | None = None,
    case: CaseReference | None = None,
    module_key: uuid.UUID | None = None,
    resource_key: uuid.UUID | None = None,
) -> Action | None:
    """What a record that was just agreed or locked says is to be done; its service has asked who may.

    None where the owner is no longer in the team, or the module is no longer to be begun: the record stands without it.
    """
    if not Membership.objects.current().in_role(*TEAM_ROLES).filter(team=team, user=owner).exists():
        return None
    action = Action(
        team=team,
        owner=owner,
        made_by=made_by,
        case=case,
        text=text,
        due_on=due_on,
        module_key=module_key,
        resource_key=resource_key,
    )
    try:
        with transaction.atomic():
            return _made(action, source)
    except NoSuchModule:
        return None


def _made(action: Action, source: Record) -> Action:
    action.organisation_id = action.team.organisation_id
    action.source_type, action.source_id = source._meta.label_lower, source.pk
    action.save(force_insert=True)
    _record(action.made_by, "supervision.action_agreed", action)
    _pass_on(action)
    return action


def _pass_on(action: Action) -> None:
    """Its module is assigned, and whoever did not agree on it with themselves is told."""
    if action.module_key:
        assign_agreed(actor=action.made_by, user=action.owner, module_key=action.module_key, due_on=action.due_on)
    if action.owner_id != action.made_by_id:
        notices.tell([action.owner], notices.Kind.AGREED)


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
    if not can_finish(actor, locked):
        raise NotAllowedError
    if locked.state == state:
        return locked
    if locked.state != Action.State.OPEN:
        raise WrongStateError(locked.state)
    must_not_be_frozen(locked)
    locked.state, locked.done_at, locked.done_by, locked.score = state, timezone.now(), actor, score
    locked.version += 1
    locked.save(update_fields=["state", "done_at", "done_by", "score", "version"])
    _record(actor, f"supervision.action_{state}", locked)
    return locked


def can_take_back(user: User, action: Action) -> bool:
    """Whoever agreed on it, within a minute or two, while nothing was done with it."""
    fresh = timezone.now() - action.created_at <= TAKEN_BACK_WITHIN
    return action.made_by_id == user.pk and action.state == Action.State.OPEN and fresh


@transaction.atomic
def take_back(*, actor: User, action: Action) -> Action:
    """Undo of a line that was just added: it is dropped. Raises WrongStateError once it is too late for that."""
    if not can_take_back(actor, action):
        raise WrongStateError(action.state)
    return finish(actor=actor, action=action, state=Action.State.DROPPED)


@transaction.atomic
def reopen(*, actor: User, action: Action) -> Action:
    """Undo: open again, by those who may finish it. An open one stays as it is."""
    locked = Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
    if not can_finish(actor, locked):
        raise NotAllowedError
    if locked.state == Action.State.OPEN:
        return locked
    must_not_be_frozen(locked)
    locked.state, locked.done_at, locked.done_by, locked.score = Action.State.OPEN, None, None, None
    locked.version += 1
    locked.save(update_fields=["state", "done_at", "done_by", "score", "version"])
    _record(actor, "supervision.action_reopened", locked)
    return locked


def can_finish(user: User, action: Action) -> bool:
    """Its owner, and whoever leads the team."""
    return action.owner_id == user.pk or leads_session(user, action.team_id)


@transaction.atomic
def done_by_learning(completion: Completion) -> None:
    """A finished module makes its open actions done, with day and score; nothing of a note goes the other way."""
    waiting = Action.objects.open().filter(owner_id=completion.user_id, module_key=completion.module_key)
    for action in waiting.select_for_update(of=("self",)):
        action.state, action.done_at, action.score = Action.State.DONE, completion.completed_at, completion.score
        action.done_by, action.version = completion.user, action.version + 1
        action.save(update_fields=["state", "done_at", "done_by", "score", "version"])
        _record(completion.user, "supervision.action_done", action)


def _record(actor: User, name: str, action: Action) -> None:
    record(
        actor=actor,
        action=name,
        records=[action],
        role=role_in_team(actor, action.team_id),
        organisation_id=action.organisation_id,
    )
