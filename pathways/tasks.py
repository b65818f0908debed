"""Work done after the answer has gone out."""

from __future__ import annotations

from django_tasks import task

from pathways.services.statuses import refresh
from people.models import Membership


@task()
def refresh_organisation(organisation_id: int | None) -> int:
    """Look at everybody of an organisation again, or of all of them; how many statuses that changed."""
    if organisation_id is None:
        return refresh()
    rows = Membership.objects.filter(organisation=organisation_id)
    return refresh(list(rows.values_list("user_id", flat=True).distinct()))
