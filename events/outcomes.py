"""What other rooms may know of live events: who has attended what, and when that was taken back."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from typing import NamedTuple

from django.utils import timezone

from events.kinds import OFFICIAL, Result
from events.models import EventOutcome


class Attended(NamedTuple):
    """A person was at the whole of an event, attested. Corrected to less later, it counted until then."""

    user_id: int
    kind: str
    code: str
    on: datetime.date
    public_id: uuid.UUID
    withdrawn_on: datetime.date | None


def attended(user_ids: Iterable[int] | None = None) -> list[Attended]:
    """Of these people, or of everybody, in the order of attesting; one statement however many there are.

    Attendance in part is none, and nothing but an attested register makes one: a module, a reading or a certificate
    never appears here.
    """
    rows = EventOutcome.objects.filter(result=Result.ATTENDED)
    if user_ids is not None:
        rows = rows.filter(user_id__in=list(user_ids))
    fields = ("user_id", "event__kind", "event__code", "on", "public_id", "superseded_by__attested_at")
    return [
        Attended(user_id, kind, code, on, public_id, timezone.localdate(taken_back) if taken_back else None)
        for user_id, kind, code, on, public_id, taken_back in rows.order_by("pk").values_list(*fields)
    ]


def only_by_attendance(kind: str) -> bool:
    """An official orientation: no e-learning may stand in for it."""
    return kind in OFFICIAL
