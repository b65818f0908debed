"""Telling people things: each event once, here and by mail as they chose."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from people import notifications
from people.models import MailChoice, MailHours, Notification, User, Way
from people.quiet_hours import Hours, next_digest, next_open

MANY = 500


@dataclass(frozen=True)
class Note:
    """What `notify_all` tells one person."""

    to: User
    key: str
    href: str = ""
    params: dict[str, Any] = field(default_factory=dict)


def notify(
    *,
    to: User,
    kind: str,
    key: str,
    href: str = "",
    params: dict[str, Any] | None = None,
    hold_until: datetime.datetime | None = None,
) -> Notification:
    """Tell somebody once: the same kind and key again gives the first one back, whoever else is telling it meanwhile.

    Until `hold_until` it is neither seen nor mailed, and can be withdrawn.
    """
    told = Notification.objects.filter(user=to, kind=kind, key=key).first()
    return told or _tell(Note(to, key, href, params or {}), kind, hold_until)


@transaction.atomic
def _tell(note: Note, kind: str, hold_until: datetime.datetime | None) -> Notification:
    """Whoever comes second, or at the same moment, gets what the first has made."""
    values = _Plans([note.to]).values(note, kind, hold_until)
    row, made = Notification.objects.get_or_create(user=note.to, kind=kind, key=note.key, defaults=values)
    if made:
        _send_soon([row])
    return row


@transaction.atomic
def notify_until_seen(*, to: User, kind: str, href: str = "") -> Notification | None:
    """Tell somebody that there is something of a kind, once until they have looked; None while an earlier one is new.

    The key names the one before, so that two who tell it at once make one.
    """
    last = Notification.objects.filter(user=to, kind=kind).order_by("-at", "-pk").first()
    if last and last.seen_at is None and last.done_at is None:
        return None
    return notify(to=to, kind=kind, key=f"after {last.pk}" if last else "first", href=href)


@transaction.atomic
def notify_all(*, kind: str, notes: Iterable[Note], hold_until: datetime.datetime | None = None) -> int:
    """Tell many people, each once, in a few statements; how many had not been told before."""
    told = list(notes)
    plans = _Plans(note.to for note in told)
    rows = [Notification(user=n.to, kind=kind, key=n.key, **plans.values(n, kind, hold_until)) for n in told]
    Notification.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    made = Notification.objects.in_bulk([row.pk for row in rows])
    _send_soon(made.values())
    return len(made)


@transaction.atomic
def withdraw(*, kind: str, keys: Iterable[str]) -> int:
    """Take back what is still held; how many. What has gone out stays."""
    held = Notification.objects.filter(kind=kind, key__in=list(keys), hold_until__gt=timezone.now())
    return held.delete()[0]


@transaction.atomic
def settle(*, kind: str, keys: Iterable[str], to: User | None = None) -> int:
    """What it asked for is done, or no longer asked: new no more, in no letter, and nobody else is told of it."""
    open_ones = Notification.objects.filter(kind=kind, key__in=list(keys), done_at=None)
    if to is not None:
        open_ones = open_ones.filter(user=to)
    return open_ones.update(done_at=timezone.now())


@transaction.atomic
def mark_seen(*, actor: User, ids: Iterable[Any] | None = None) -> int:
    """One's own have been looked at: those named, or all that are out."""
    mine = Notification.objects.visible_to(actor).filter(seen_at=None)
    if ids is not None:
        mine = mine.filter(pk__in=list(ids))
    return mine.update(seen_at=timezone.now())


def plan_again(*, actor: User) -> None:
    """After another choice: the way and time of whatever no letter carries yet."""
    rows = list(Notification.objects.filter(user=actor, letter=None).new())
    plans, now = _Plans([actor]), timezone.now()
    for row in rows:
        row.way, row.mail_at = plans.of(actor, row.kind, max(row.hold_until or now, now))
    Notification.objects.bulk_update(rows, ["way", "mail_at"], batch_size=200)


def hours_of(chosen: MailHours | None) -> Hours:
    """Somebody's hours for mail, or the site's."""
    if chosen:
        return Hours(chosen.digest_at, chosen.quiet_from, chosen.quiet_until, chosen.weekends)
    return Hours(
        settings.HEARTH_DIGEST_AT,
        settings.HEARTH_QUIET_FROM,
        settings.HEARTH_QUIET_UNTIL,
        settings.HEARTH_MAIL_AT_WEEKENDS,
    )


class _Plans:
    """How kinds reach people and when: what each of them chose is read once."""

    def __init__(self, people: Iterable[User]) -> None:
        ids = {person.pk for person in people}
        among = Q(user_id__in=ids) if len(ids) <= MANY else Q()  # few have chosen anything
        self._ways = {(row.user_id, row.group): row.way for row in MailChoice.objects.filter(among)}
        self._hours = {row.user_id: row for row in MailHours.objects.filter(among)}

    def values(self, note: Note, kind: str, hold_until: datetime.datetime | None) -> dict[str, Any]:
        """What a new notification has beside its person, kind and key. What is held counts from when it is let go."""
        at = hold_until or timezone.now()
        way, mail_at = self.of(note.to, kind, at)
        held = {"at": at, "hold_until": hold_until, "way": way, "mail_at": mail_at}
        return {"href": note.href, "params": note.params, **held}

    def of(self, person: User, kind: str, at: datetime.datetime) -> tuple[str, datetime.datetime | None]:
        """The way, and when a letter about something of that moment is due; no time for what is told here only."""
        known = notifications.get(kind)
        way = Way.HERE if known.mail == "never" else Way(self._ways.get((person.pk, known.group), known.mail))
        hours, moment = hours_of(self._hours.get(person.pk)), timezone.localtime(at)
        if way == Way.NOW:
            return way, next_open(moment, hours)
        return way, next_digest(moment, hours) if way == Way.DIGEST else None


def _send_soon(rows: Iterable[Notification]) -> None:
    """After the commit, letters that may go at once; `run_due` finds whatever is due later or was lost on the way."""
    now = timezone.now()
    people = {row.user_id for row in rows if row.way == Way.NOW and row.mail_at and row.mail_at <= now}
    for person in people:
        transaction.on_commit(partial(_enqueue, person), robust=True)


def _enqueue(user_id: int) -> None:
    from people.tasks import send_letters  # noqa: PLC0415 (the task calls the services)

    send_letters.enqueue(user_id)
