"""When statuses are looked at again: in the transaction of what happened, or in a task when rules have changed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from events.models import EventOutcome
from learning.certificate_changes import Change
from learning.models import Certificate, Completion
from pathways.models import StatusRefresh


def completion_made(completion: Completion) -> None:
    """Somebody finished a module."""
    _refresh(completion.user_id)


def outcome_attested(outcome: EventOutcome) -> None:
    """Somebody's attendance was attested or corrected."""
    _refresh(outcome.user_id)


def certificate_changed(change: Change, certificate: Certificate) -> None:
    """A certificate was revoked, or issued again. A first one comes with its completion, which tells by itself."""
    first = change is Change.ISSUED and certificate.supersedes_id is None
    if certificate.completion_id and not first:
        _refresh(certificate.holder_id)


def person_changed(user_id: int) -> None:
    """Somebody joined, moved or left, or a room above saw something that counts."""
    _refresh(user_id)


def _refresh(user_id: int) -> None:
    from pathways.services.statuses import refresh  # noqa: PLC0415 - services stand above

    refresh([user_id])


def refresh_organisation_later(organisation_id: int | None) -> None:
    """Rules have changed: look at everybody of the organisation (or of all) again, once it is stored."""
    from pathways.tasks import refresh_organisation  # noqa: PLC0415 - tasks stand above

    row = StatusRefresh.objects.create(organisation_id=organisation_id)
    transaction.on_commit(lambda: refresh_organisation.enqueue(row.pk))


def under_way(organisation_ids: Iterable[int]) -> StatusRefresh | None:
    """The oldest refresh of these organisations that has not ended."""
    rows = StatusRefresh.objects.filter(ended_at=None)
    return rows.filter(Q(organisation=None) | Q(organisation_id__in=list(organisation_ids))).order_by("pk").first()
