"""When statuses are looked at again: in the transaction of what happened, or in a task when rules have changed."""

from __future__ import annotations

from django.db import transaction

from events.models import EventOutcome
from learning.certificate_changes import Change
from learning.models import Certificate, Completion


def completion_made(completion: Completion) -> None:
    """Somebody finished a module."""
    _refresh(completion.user_id)


def outcome_attested(outcome: EventOutcome) -> None:
    """Somebody's attendance was attested or corrected."""
    _refresh(outcome.user_id)


def certificate_changed(change: Change, certificate: Certificate) -> None:
    """A certificate was revoked, or issued again."""
    if certificate.completion_id:
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

    transaction.on_commit(lambda: refresh_organisation.enqueue(organisation_id))
