"""Finishing a module: once for an enrolment, when nothing is wanting, and at once with its certificate."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from audit.services import record
from learning import finished
from learning.models import Attempt, Completion, EditionUnit, Enrolment, UnitProgress
from learning.services import certificates
from learning.waiting import is_whole, passed_and_waiting
from people.models import User

LEAST_MINUTES = 5  # a final check alone


class EvidenceMissing(Exception):
    """The module asks for more than its check, and not all of it has happened."""


def complete_if_whole(
    *, actor: User | None, attempt: Attempt, at: datetime.datetime | None = None
) -> Completion | None:
    """The completion, or None while the module waits for evidence it asks for."""
    return complete(actor=actor, attempt=attempt, at=at) if is_whole(attempt.enrolment) else None


def complete_waiting(users: Iterable[User | int] | None = None) -> int:
    """Finish what waited for evidence that is there by now, each by itself; how many modules there were."""
    done = [complete_if_whole(actor=None, attempt=attempt) for attempt in passed_and_waiting(users)]
    return sum(completion is not None for completion in done)


def complete(*, actor: User | None, attempt: Attempt, at: datetime.datetime | None = None) -> Completion:
    """Record the completion that a passed attempt earns, and issue its certificate. Repeating it changes nothing.

    `at` is when it happened, for records brought over; now, unless told. Raises EvidenceMissing.
    """
    enrolment = attempt.enrolment
    if not is_whole(enrolment):
        raise EvidenceMissing(enrolment.pk)
    with transaction.atomic():
        completion, made = Completion.objects.get_or_create(
            enrolment=enrolment,
            defaults={
                "user": enrolment.user,
                "module_key": enrolment.module_key,
                "edition": enrolment.edition,
                "attempt": attempt,
                "completed_at": at or timezone.now(),
                "minutes": _minutes(enrolment),
                "score": attempt.score,
                "languages": _languages(enrolment, attempt),
            },
        )
        if made:
            Enrolment.objects.filter(pk=enrolment.pk).update(state=Enrolment.State.COMPLETED)
            record(actor=actor, action="learning.module_completed", records=[completion])
            certificates.issue(actor=actor, completion=completion)
            finished.tell(completion)
    return completion


def _languages(enrolment: Enrolment, attempt: Attempt) -> list[str]:
    read = UnitProgress.objects.filter(enrolment=enrolment, carried=False).values_list("language", flat=True).distinct()
    return sorted({*read, attempt.language})


def _minutes(enrolment: Enrolment) -> int:
    """The module's; for a check taken again without those of units that did not have to be read again."""
    if enrolment.retake_of_id is None:
        return enrolment.edition.minutes
    carried = enrolment.units.filter(carried=True).values("unit_key")
    units = EditionUnit.objects.filter(edition_id=enrolment.edition_id, unit_key__in=carried, language="en")
    return max(enrolment.edition.minutes - sum(units.values_list("minutes", flat=True)), LEAST_MINUTES)
