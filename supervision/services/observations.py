"""Observations of practice: noted by the supervisor, shared, answered by the therapist, final, added to."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from audit.services import record
from learning.services.completion import complete_waiting
from people.models import Team, User
from supervision.models import Addendum, Observation
from supervision.permissions import role_in_team
from supervision.practice_permissions import can_observe, guides, is_own, side_of, supervises_record
from supervision.reading import unread
from supervision.screening import refuse_hard
from supervision.services.additions import added_to
from supervision.services.errors import IncompleteError, NotAllowedError, WrongStateError
from supervision.services.hashes import keyed_hash
from supervision.services.keeping import must_be_ready
from supervision.services.versions import save_checked
from supervision.skills import WITH_FAMILY

State = Observation.State
TEXTS = ("strengths", "change", "practice")
FACTS = ("on", "method", "skill", "practice_by", "consent", "consent_on")
HASHED = (*FACTS, *TEXTS, "response", "therapist_id", "observer_id")


@transaction.atomic
def note(*, actor: User, team: Team, therapist: User, **values: Any) -> Observation:
    """Begin one as a draft that only its observer sees; a supervisor notes those of their own team's therapists."""
    must_be_ready(team.organisation_id)
    if not guides(actor, therapist, team.pk):
        raise NotAllowedError
    refuse_hard(*(values.get(name, "") for name in TEXTS))
    observation = Observation.objects.create(
        organisation_id=team.organisation_id, team=team, therapist=therapist, observer=actor, **_known(values)
    )
    _record(actor, "supervision.observation_noted", observation)
    return observation


@transaction.atomic
def save(*, actor: User, observation: Observation, version: int, **values: Any) -> Observation:
    """Change the draft. Raises ConflictError for a stale form."""
    _must(can_observe(actor, observation), observation, State.DRAFT)
    refuse_hard(*(values.get(name, "") for name in TEXTS))
    save_checked(observation, version, **_known(values))
    _record(actor, "supervision.observation_saved", observation)
    return observation


@transaction.atomic
def share(*, actor: User, observation: Observation, version: int) -> Observation:
    """Show it to the therapist. Raises IncompleteError while a part or the family's consent is missing."""
    _must(can_observe(actor, observation), observation, State.DRAFT)
    missing = missing_of(observation)
    if missing:
        raise IncompleteError(missing)
    save_checked(observation, version, state=State.SHARED, shared_at=timezone.now())
    _record(actor, "supervision.observation_shared", observation)
    return observation


def missing_of(observation: Observation) -> list[str]:
    """Names of what has to be there before the therapist sees it. No text is opened for it."""
    missing = [
        name
        for name in TEXTS
        if not observation._meta.get_field(name).is_filled(observation)  # type: ignore[union-attr]
    ]
    if observation.method in WITH_FAMILY and not (observation.consent and observation.consent_on):
        missing.append("consent")
    return missing


@transaction.atomic
def respond(*, actor: User, observation: Observation, version: int, text: str) -> Observation:
    """The therapist's own words about it, until it is final."""
    _must(is_own(actor, observation), observation, State.SHARED)
    refuse_hard(text)
    save_checked(observation, version, response=text, responded_at=timezone.now() if text else None)
    _record(actor, "supervision.observation_answered", observation)
    return observation


@transaction.atomic
def finalise(*, actor: User, observation: Observation, version: int) -> Observation:
    """Lock it for good, with or without an answer. Modules that waited for it are finished after that."""
    _must(supervises_record(actor, observation), observation, State.SHARED)
    with unread():
        digest = keyed_hash(observation, HASHED)
    save_checked(observation, version, state=State.FINAL, final_at=timezone.now(), content_hash=digest)
    _record(actor, "supervision.observation_finalised", observation)
    therapist = observation.therapist_id
    transaction.on_commit(lambda: complete_waiting([therapist]), robust=True)
    return observation


@transaction.atomic
def add(*, actor: User, observation: Observation, text: str) -> Addendum:
    """A dated, attributed addition to a final one, by either of the two sides."""
    _must(bool(side_of(actor, observation)), observation, State.FINAL)
    return added_to(observation, actor=actor, team_id=observation.team_id, text=text)


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in (*FACTS, *TEXTS) if name in values}


def _must(allowed: bool, observation: Observation, state: str) -> None:
    if not allowed:
        raise NotAllowedError
    if observation.state != state:
        raise WrongStateError(observation.state)


def _record(actor: User, action: str, observation: Observation) -> None:
    record(
        actor=actor,
        action=action,
        records=[observation],
        role=role_in_team(actor, observation.team_id),
        organisation_id=observation.organisation_id,
    )
