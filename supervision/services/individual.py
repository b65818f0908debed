"""Individual supervision: written up by who leads it, shared with the person, opened to the expert if both agree."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass

from django.db import transaction

from audit.services import record
from people.models import User
from supervision.models import Addendum, OpenedToExpert, SupervisionSession
from supervision.permissions import role_in_team, supervises
from supervision.screening import refuse_hard
from supervision.services.additions import added_to
from supervision.services.errors import NotAllowedError, WrongStateError
from supervision.services.versions import save_checked

State = SupervisionSession.State


@dataclass(frozen=True)
class Talk:
    """What is kept of an individual session."""

    notes: str = ""
    rehearsal: str = ""
    principles: tuple[int, ...] = ()
    methods: tuple[str, ...] = ()
    next_on: datetime.date | None = None


@transaction.atomic
def save(*, actor: User, session: SupervisionSession, version: int, talk: Talk) -> SupervisionSession:
    """Write it up while it is under way. Raises ConflictError for a stale form."""
    if not can_write(actor, session):
        raise NotAllowedError
    if session.state != State.LIVE:
        raise WrongStateError(session.state)
    refuse_hard(talk.notes, talk.rehearsal)
    values = asdict(talk) | {"principles": sorted(talk.principles), "methods": sorted(talk.methods)}
    save_checked(session, version, **values)
    _record(actor, "supervision.individual_saved", session)
    return session


def can_write(actor: User, session: SupervisionSession) -> bool:
    """Whoever supervises the team, but never about themselves."""
    return session.person_id not in {None, actor.pk} and supervises(actor, session.team_id)


@transaction.atomic
def open_to_expert(*, actor: User, session: SupervisionSession) -> OpenedToExpert:
    """One of the two agrees that the team's expert may read it; once both have, the expert does."""
    if actor.pk not in {session.person_id, session.leader_id} or not session.person_id:
        raise NotAllowedError
    if session.state != State.SHARED:
        raise WrongStateError(session.state)
    opened, created = OpenedToExpert.objects.get_or_create(
        record_type=session._meta.label_lower,
        record_id=session.pk,
        by=actor,
        defaults={"organisation_id": session.organisation_id},
    )
    if created:
        _record(actor, "supervision.individual_opened", session)
    return opened


@transaction.atomic
def add(*, actor: User, session: SupervisionSession, text: str) -> Addendum:
    """An addition by either of the two, or whoever supervises, once it is shared."""
    if actor.pk != session.person_id and not can_write(actor, session):
        raise NotAllowedError
    if session.state != State.SHARED or not session.person_id:
        raise WrongStateError(session.state)
    return added_to(session, actor=actor, team_id=session.team_id, text=text)


def _record(actor: User, action: str, session: SupervisionSession) -> None:
    record(
        actor=actor,
        action=action,
        records=[session],
        role=role_in_team(actor, session.team_id),
        organisation_id=session.organisation_id,
    )
