"""Keeping the stored statuses equal to what events and rules give: for some people, or for everybody."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from learning.services.requiring import require
from pathways.gathering import book_of, people_of
from pathways.kinds import UNMET, Kind, State
from pathways.models import PersonStatus, StatusCheck, StatusRefresh
from pathways.models import Requirement as RequirementRow
from pathways.services.reminders import settled
from pathways.status import Book, Status, statuses_on
from people.models import Membership, User

BATCH = 100
COMPARED = ("team_id", "state", "due_on", "expires_on", "changes_on")
Key = tuple[int, int, int]  # user, requirement, organisation


class Books:
    """The books of the organisations met on the way, each read once."""

    def __init__(self) -> None:
        self._books: dict[int, Book] = {}
        self._routes: dict[int, Any] = {}
        self.pks: dict[str, int] = {}

    def of(self, organisation_ids: Iterable[int]) -> dict[int, Book]:
        """The books of these organisations."""
        wanted = set(organisation_ids)
        for pk in wanted - self._books.keys():
            book = self._books[pk] = book_of(pk)
            self._routes[pk] = dict(book.routes_by_step())
            rows = RequirementRow.objects.filter(public_id__in=book.requirements.keys())
            self.pks |= {str(key): number for number, key in rows.values_list("pk", "public_id")}
        return {pk: self._books[pk] for pk in wanted}

    def routes(self, organisation_id: int) -> Any:
        """The pathways of an organisation by step."""
        return self._routes[organisation_id]


def refresh(users: Collection[int | User] | None = None, *, day: datetime.date | None = None) -> int:
    """Look again at these people, or at everybody, as of today; how many statuses that changed.

    A batch at a time in a transaction of its own, or in the caller's.
    """
    ids = list(Membership.objects.values_list("user_id", flat=True).distinct().order_by("user_id"))
    if users is not None:
        wanted = {user.pk if isinstance(user, User) else user for user in users}
        ids = sorted(wanted)
    return sum(refreshed(ids, day or timezone.localdate()))


def refreshed(ids: list[int], day: datetime.date) -> Iterator[int]:
    """The work of `refresh`, batch by batch: how many statuses changed in each."""
    books = Books()
    for first in range(0, len(ids), BATCH):
        with transaction.atomic():
            yield _refresh(ids[first : first + BATCH], books, day)


def refresh_everybody(pk: int) -> int:
    """All whom a change of rules concerns, noting how far it is; run again after a stop, it begins anew."""
    row = StatusRefresh.objects.get(pk=pk)
    members = Membership.objects.order_by("user_id")
    if row.organisation_id:
        members = members.filter(organisation=row.organisation_id)
    ids = list(members.values_list("user_id", flat=True).distinct())
    StatusRefresh.objects.filter(pk=pk).update(people=len(ids), done=0)
    changed = 0
    for number, found in enumerate(refreshed(ids, timezone.localdate()), start=1):
        changed += found
        StatusRefresh.objects.filter(pk=pk).update(done=min(number * BATCH, len(ids)))
    StatusRefresh.objects.filter(pk=pk).update(ended_at=timezone.now())
    return changed


def finish_refreshes() -> int:
    """Refreshes that nobody has ended within ten minutes are done here; how many there were."""
    late = StatusRefresh.objects.filter(ended_at=None, asked_at__lt=timezone.now() - datetime.timedelta(minutes=10))
    waiting = list(late.order_by("pk").values_list("pk", flat=True))
    for pk in waiting:
        refresh_everybody(pk)
    return len(waiting)


def _refresh(ids: list[int], books: Books, day: datetime.date) -> int:
    lock(ids)
    organisations = Membership.objects.filter(user_id__in=ids).values_list("organisation_id", flat=True)
    of = books.of(organisations)
    found: dict[Key, Status] = {}
    checks: dict[int, datetime.date | None] = dict.fromkeys(ids)
    for (user, organisation), person in people_of(ids, of).items():
        statuses, turns = statuses_on(day, of[organisation], person, books.routes(organisation))
        found |= {(user, books.pks[key], organisation): status for key, status in statuses.items()}
        checks[user] = min(checks[user] or turns, turns) if turns else checks[user]
    StatusCheck.objects.bulk_create(
        [StatusCheck(user_id=user, changes_on=turns) for user, turns in checks.items()],
        update_conflicts=True,
        unique_fields=["user"],
        update_fields=["changes_on"],
    )
    changed = store(ids, found)
    require(wanted=_modules(found), users=ids)
    if changed:
        settled(ids)
    return changed


def _modules(found: dict[Key, Status]) -> dict[tuple[int, uuid.UUID], datetime.date]:
    """The modules that people have to do next and by when: also the refresher, once its window is open."""
    wanted: dict[tuple[int, uuid.UUID], datetime.date] = {}
    for (user, _requirement, _organisation), status in found.items():
        if status.rule.kind == Kind.MODULE and status.due_on and status.state in {*UNMET, State.LAPSING}:
            key = (user, uuid.UUID(status.next_target))
            wanted[key] = min(wanted.get(key, status.due_on), status.due_on)
    return wanted


def turn_due() -> int:
    """Look again at whoever time has moved on for, and at members nobody has looked at; how many statuses changed."""
    today = timezone.localdate()
    turning = StatusCheck.objects.filter(changes_on__lte=today).values_list("user_id", flat=True)
    known = StatusCheck.objects.filter(user=OuterRef("user"))
    new = Membership.objects.filter(~Exists(known)).values_list("user_id", flat=True)
    return sum(refreshed(sorted({*turning, *new}), today))


def lock(ids: list[int]) -> None:
    """Nobody else refreshes these people before this transaction has ended: what is stored is never the older."""
    StatusCheck.objects.bulk_create([StatusCheck(user_id=pk) for pk in ids], ignore_conflicts=True)
    list(StatusCheck.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


def _compared(status: Status) -> tuple[Any, ...]:
    """What is stored of a status, in the order of COMPARED."""
    return status.team_id, status.state, status.due_on, status.expires_on, status.changes_on


def row_of(key: Key, status: Status) -> PersonStatus:
    """A status as it is stored."""
    return PersonStatus(
        user_id=key[0],
        requirement_id=key[1],
        organisation_id=key[2],
        team_id=status.team_id,
        state=status.state,
        due_on=status.due_on,
        expires_on=status.expires_on,
        changes_on=status.changes_on,
    )


def store(ids: list[int], found: dict[Key, Status]) -> int:
    """Store what differs, and take away what is not asked any more."""
    fields = ("pk", "user_id", "requirement_id", "organisation_id", *COMPARED)
    stored: dict[Key, tuple[Any, ...]] = {}
    gone: list[int] = []
    for pk, user, requirement, organisation, *rest in PersonStatus.objects.filter(user_id__in=ids).values_list(*fields):
        key = (user, requirement, organisation)
        stored[key] = tuple(rest)
        if key not in found:
            gone.append(pk)
    changed = [row_of(key, status) for key, status in found.items() if stored.get(key) != _compared(status)]
    PersonStatus.objects.bulk_create(
        changed,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["user", "requirement", "organisation"],
        update_fields=list(COMPARED),
    )
    PersonStatus.objects.filter(pk__in=gone).delete()
    return len(changed) + len(gone)
