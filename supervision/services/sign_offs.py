"""Practice sign-off: a supervisor's rating with its evidence, several at once; a therapist's own rating beside it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from audit.services import record
from pathways.services.statuses import refresh
from people.models import Team, User
from people.roles import Role
from people.team_rights import holds_in_team
from supervision.models import Observation, SelfRating, SignOff
from supervision.permissions import role_in_team
from supervision.practice_permissions import guides
from supervision.screening import refuse_hard
from supervision.services.errors import IncompleteError, NotAllowedError
from supervision.services.keeping import must_be_ready
from supervision.skills import Evidence, Rating


@dataclass(frozen=True)
class Rated:
    """One skill as the supervisor rates it, and what the rating rests on."""

    skill: str
    rating: str
    method: str
    evidence: str
    evidence_on: datetime.date
    observation: Observation | None = None
    next_step: str = ""


@transaction.atomic
def sign_off(*, actor: User, team: Team, therapist: User, rated: Sequence[Rated]) -> list[SignOff]:
    """Sign off all of them or none. What is not demonstrated yet needs a named next step (IncompleteError)."""
    must_be_ready(team.organisation_id)
    if not guides(actor, therapist, team.pk):
        raise NotAllowedError
    lacking = [one.skill for one in rated if one.rating != Rating.DEMONSTRATED and not one.next_step.strip()]
    if lacking or not rated:
        raise IncompleteError(lacking)
    for one in rated:
        _check_evidence(one, team, therapist)
    refuse_hard(*(one.next_step for one in rated))
    rows = [_row(actor, team, therapist, one) for one in rated]
    refresh([therapist])
    record(
        actor=actor,
        action="supervision.practice_signed_off",
        records=rows,
        role=role_in_team(actor, team.pk),
        organisation_id=team.organisation_id,
    )
    return rows


def _check_evidence(one: Rated, team: Team, therapist: User) -> None:
    """An observation is of this therapist, this team and this skill, and the therapist has seen it."""
    seen = one.observation
    if (one.evidence == Evidence.OBSERVATION) != (seen is not None):
        raise IncompleteError([one.skill])
    if seen and (seen.therapist_id, seen.team_id, seen.skill) != (therapist.pk, team.pk, one.skill):
        raise NotAllowedError
    if seen and seen.state == Observation.State.DRAFT:
        raise NotAllowedError


def _row(actor: User, team: Team, therapist: User, one: Rated) -> SignOff:
    return SignOff.objects.create(
        organisation_id=team.organisation_id,
        team=team,
        therapist=therapist,
        by=actor,
        skill=one.skill,
        method=one.method,
        rating=one.rating,
        evidence=one.evidence,
        evidence_on=one.evidence_on,
        observation=one.observation,
        next_step=one.next_step,
        at=timezone.now(),
    )


@transaction.atomic
def rate_oneself(*, actor: User, team: Team, ratings: dict[str, str]) -> list[SelfRating]:
    """A therapist's own view of some skills; the ones before stay. Only what differs from the last is kept."""
    must_be_ready(team.organisation_id)
    if not holds_in_team(actor, team.pk, Role.THERAPIST):
        raise NotAllowedError
    last = last_self_ratings(actor, team)
    rows = [
        SelfRating.objects.create(
            organisation_id=team.organisation_id,
            team=team,
            therapist=actor,
            skill=skill,
            rating=rating,
            at=timezone.now(),
        )
        for skill, rating in ratings.items()
        if skill not in last or last[skill].rating != rating
    ]
    if rows:
        record(
            actor=actor,
            action="supervision.practice_rated_by_oneself",
            records=rows,
            role=Role.THERAPIST,
            organisation_id=team.organisation_id,
        )
    return rows


def last_self_ratings(therapist: User, team: Team) -> dict[str, SelfRating]:
    """The newest of each skill."""
    rows = SelfRating.objects.filter(therapist=therapist, team=team).order_by("at", "created_at")
    return {row.skill: row for row in rows}
