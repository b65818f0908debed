"""The quarterly look at who may read what."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from audit.services import record
from people.models import Organisation, User
from people.roles import Role
from supervision.guarding_permissions import guards
from supervision.models import AccessReview
from supervision.read_log import quarter_of
from supervision.services.errors import NotAllowedError


@transaction.atomic
def sign(*, actor: User, organisation: Organisation) -> AccessReview:
    """Say that this quarter's is done; signing twice is the same as once."""
    if not guards(actor, organisation.pk):
        raise NotAllowedError
    made, created = AccessReview.objects.get_or_create(
        organisation=organisation, quarter=quarter_of(timezone.localdate()), defaults={"reviewed_by": actor}
    )
    if created:
        record(
            actor=actor,
            action="supervision.access_reviewed",
            records=[made],
            role=Role.IG_LEAD,
            organisation_id=organisation.pk,
        )
    return made


@transaction.atomic
def note_export(*, actor: User, organisation_id: object) -> None:
    """The log says who took the log away."""
    record(actor=actor, action="supervision.read_log_exported", role=Role.IG_LEAD, organisation_id=organisation_id)
