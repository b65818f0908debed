"""Work done after the answer has gone out."""

from __future__ import annotations

from django_tasks import task

from pathways.services.statuses import refresh_everybody


@task()
def refresh_organisation(pk: int) -> int:
    """Look at everybody again whom a change of rules concerns; how many statuses that changed."""
    return refresh_everybody(pk)
