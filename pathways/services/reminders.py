"""Reminding of deadlines: 60, 30 and 7 days before something runs out, 7 before a first deadline, and once overdue.

A reminder that was missed is not made up for: whoever is 20 days before the end hears of 30 days, not of 60 too.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from home.registered import address
from pathways import notices
from pathways.kinds import State
from pathways.models import PersonStatus, Reminder
from people.notifications import Kind
from people.services.escalating import supervisors_of
from people.services.notifying import Note, notify_all, settle

BEFORE = (60, 30, 7)  # days before the end; each stands until the next one's time has come
WEEK = datetime.timedelta(days=7)
BATCH = 500
Statuses = QuerySet[PersonStatus]


def remind(day: datetime.date | None = None) -> int:
    """Everything to be reminded of on the day that nobody was reminded of before; how much that was."""
    day = day or timezone.localdate()
    lapsing = PersonStatus.objects.filter(state=State.LAPSING).annotate(deadline=F("expires_on"))
    done = 0
    for days, later in zip(BEFORE, (*BEFORE[1:], -1), strict=True):
        first, last = day + datetime.timedelta(days=later + 1), day + datetime.timedelta(days=days)
        done += _told(lapsing.filter(expires_on__range=(first, last)), days, notices.EXPIRES)
    due = PersonStatus.objects.filter(state=State.DUE, due_on__range=(day, day + WEEK)).annotate(deadline=F("due_on"))
    overdue = PersonStatus.objects.filter(state=State.OVERDUE).annotate(deadline=F("due_on"))
    return done + _told(due, 7, notices.DUE) + _told(overdue, 0, notices.OVERDUE)


def _told(rows: Statuses, days: int, kind: Kind) -> int:
    """Tell those of the rows who were not told yet, some at a time, each some in a transaction of its own."""
    same = {name: OuterRef(name) for name in ("user", "requirement", "organisation", "deadline")}
    waiting = rows.filter(~Exists(Reminder.objects.filter(**same, days=days)), user__is_active=True)
    waiting = waiting.select_related("user", "requirement").order_by("pk")
    done = 0
    while some := list(waiting[:BATCH]):
        with transaction.atomic():
            Reminder.objects.bulk_create([_reminder(row, days) for row in some], ignore_conflicts=True)
            notify_all(kind=kind.code, notes=[_note(row, days) for row in some])
            if kind is notices.OVERDUE:
                _tell_supervisors(some)
        done += len(some)
    return done


def _reminder(row: Any, days: int) -> Reminder:
    return Reminder(
        user_id=row.user_id,
        requirement_id=row.requirement_id,
        organisation_id=row.organisation_id,
        deadline=row.deadline,
        days=days,
    )


def _key(row: Any, days: int) -> str:
    return f"{row.requirement_id}:{row.organisation_id}:{row.user_id}:{row.deadline.isoformat()}:{days}"


def _params(row: Any) -> dict[str, str]:
    names = {"name_en": row.requirement.name_en, "name_cy": row.requirement.name_cy}
    return names | {"day": row.deadline.isoformat(), "person": row.user.name}


def _note(row: Any, days: int) -> Note:
    return Note(row.user, _key(row, days), address("pathway"), _params(row))


def _tell_supervisors(rows: Iterable[Any]) -> None:
    found = supervisors_of({row.user_id for row in rows})
    notes = [
        Note(supervisor, _key(row, 0), reverse("person", args=[row.user.public_id]), _params(row))
        for row in rows
        for supervisor in found[row.user_id]
    ]
    notify_all(kind=notices.OVERDUE_OF.code, notes=notes)


def settled(user_ids: Iterable[int]) -> None:
    """What these people were reminded of and have done since, or is asked no more, is new no longer."""
    reminded = Reminder.objects.filter(user_id__in=list(user_ids), settled=False)
    waiting = PersonStatus.objects.filter(
        user=OuterRef("user"),
        requirement=OuterRef("requirement"),
        organisation=OuterRef("organisation"),
        state__in=[State.LAPSING, State.DUE, State.OVERDUE],
    )
    done = list(reminded.filter(~Exists(waiting)))
    if done:
        keys = [_key(row, row.days) for row in done]
        for kind in (notices.EXPIRES, notices.DUE, notices.OVERDUE, notices.OVERDUE_OF):
            settle(kind=kind.code, keys=keys)
        Reminder.objects.filter(pk__in=[row.pk for row in done]).update(settled=True)
