"""Sharing an observation or a plan with the team's expert: it takes the therapist and a supervisor."""

from __future__ import annotations

from django.db import transaction

from audit.services import record
from people.models import User
from supervision.models import DevelopmentPlan, Observation, Share
from supervision.permissions import role_in_team
from supervision.practice_permissions import side_of
from supervision.services.errors import NotAllowedError, WrongStateError


@transaction.atomic
def share(*, actor: User, record_shared: Observation | DevelopmentPlan, shared: bool) -> None:
    """One side says yes, or takes its yes back; without both the expert reads nothing."""
    side = side_of(actor, record_shared)
    if not side:
        raise NotAllowedError
    if isinstance(record_shared, Observation) and record_shared.state == Observation.State.DRAFT:
        raise WrongStateError(record_shared.state)
    if shared:
        Share.objects.get_or_create(
            record_id=record_shared.pk,
            side=side,
            defaults={"record_type": record_shared._meta.label_lower, "by": actor},
        )
    else:
        Share.objects.filter(record_id=record_shared.pk, side=side).delete()
    record(
        actor=actor,
        action=f"supervision.{'shared_with' if shared else 'kept_from'}_expert",
        records=[record_shared],
        role=role_in_team(actor, record_shared.team_id),
        organisation_id=record_shared.organisation_id,
    )


def sides_of(record_shared: Observation | DevelopmentPlan) -> set[str]:
    """Which sides have said yes."""
    return set(Share.objects.filter(record_id=record_shared.pk).values_list("side", flat=True))
