"""Modules that requirements ask for, by a day: they stand among what is due, without anybody having to assign them."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Mapping

from audit.services import record
from learning.models import Edition, Enrolment

Wanted = Mapping[tuple[int, uuid.UUID], datetime.date]


def require(*, wanted: Wanted, users: Collection[int]) -> int:
    """Make the open enrolments of these people fit what is asked of them, by person and module; how many changed.

    A module not begun is assigned with its day; one assigned by somebody, or agreed on, keeps a day that is earlier.
    What is asked no longer is taken back, unless it was begun or assigned by somebody. In the caller's transaction.
    """
    open_ones = {(row.user_id, row.module_key): row for row in Enrolment.objects.open().filter(user_id__in=users)}
    changed = [row for key, row in open_ones.items() if _fit(row, wanted.get(key))]
    Enrolment.objects.bulk_update(changed, ["due_on", "state"], batch_size=200)
    missing = [key for key in wanted if key not in open_ones]
    return len(changed) + (_assigned(missing, wanted) if missing else 0)


def _fit(row: Enrolment, due_on: datetime.date | None) -> bool:
    """Put the day and state right; whether that changed anything."""
    before = (row.due_on, row.state)
    if row.assigned_by_id is not None:
        if due_on and (row.due_on is None or due_on < row.due_on):
            row.due_on = due_on
    elif due_on or row.started_at:
        row.due_on = due_on
    else:
        row.state = Enrolment.State.WITHDRAWN
    return before != (row.due_on, row.state)


def _assigned(missing: list[tuple[int, uuid.UUID]], wanted: Wanted) -> int:
    keys = {key for _user, key in missing}
    editions = Edition.objects.current().in_use().filter(module_key__in=keys)
    current = dict(editions.values_list("module_key", "pk"))
    rows = [
        Enrolment(
            user_id=user,
            module_key=key,
            edition_id=current[key],
            state=Enrolment.State.ASSIGNED,
            due_on=wanted[user, key],
        )
        for user, key in missing
        if key in current
    ]
    Enrolment.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    if rows:
        people = sorted({row.user_id for row in rows})
        record(actor=None, action="learning.modules_required", records=[("people.user", str(pk)) for pk in people])
    return len(rows)
