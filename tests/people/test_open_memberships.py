"""The database keeps one open membership, and one open invitation, for each person, organisation, team and role."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from people.models import Invitation, Membership
from tests.factories import today
from tests.personas import World


@pytest.mark.parametrize("in_a_team", [True, False])
def test_a_second_open_membership_in_the_same_role_is_refused(world: World, in_a_team: bool) -> None:
    role = "therapist" if in_a_team else "coordinator"
    values = {"organisation": world.northmoor, "team": world.east if in_a_team else None, "role": role}
    first = Membership.objects.create(user=world.admin, **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=world.admin, **values)
    first.ends_on = today()
    first.save()
    Membership.objects.create(user=world.admin, **values)


@pytest.mark.parametrize("in_a_team", [True, False])
def test_a_second_open_invitation_to_the_same_role_is_refused(world: World, in_a_team: bool) -> None:
    role = "therapist" if in_a_team else "coordinator"
    values = {
        "email": "twice@hearth.example",
        "name": "Twice Asked",
        "organisation": world.northmoor,
        "team": world.east if in_a_team else None,
        "role": role,
        "invited_by": world.coordinator,
    }
    first = Invitation.objects.create(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(**values)
    first.withdrawn_at = timezone.now()
    first.save()
    Invitation.objects.create(**values)
