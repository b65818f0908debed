"""New starters: who began within ninety days or begins within thirty, and how far they are with what is asked."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Min, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from pathways.kinds import State
from pathways.overview.filters import Filters
from pathways.overview.scope import Scope
from pathways.overview.tallies import MET
from people.models import Membership, User

NAMES = ("requirement__name_en", "requirement__name_cy")
NEW_FOR, AHEAD = datetime.timedelta(days=90), datetime.timedelta(days=30)
AT_MOST = 12


@dataclass(frozen=True)
class Starter:
    """Somebody new, what they have of what is asked, and what comes next."""

    public_id: uuid.UUID
    name: str
    place: str
    began_on: datetime.date
    day: int
    done: int
    asked: int
    next_name: str = ""
    next_on: datetime.date | None = None

    @property
    def is_late(self) -> bool:
        """The next thing should have been done."""
        return self.next_on is not None and self.next_on < timezone.localdate()


def starters(scope: Scope, filters: Filters) -> list[Starter]:
    """The newest first, in five statements; in views with names only."""
    if not scope.names:
        return []
    posts, today = _posts(scope, filters), timezone.localdate()
    began = posts.values_list("user_id").annotate(first=Min("starts_on"))
    new = {pk: first for pk, first in began if today - NEW_FOR <= first <= today + AHEAD}
    newest = sorted(new, key=lambda pk: (new[pk], pk), reverse=True)[:AT_MOST]
    if not newest:
        return []
    statuses: dict[int, list[dict[str, Any]]] = {pk: [] for pk in newest}
    asked = filters.apply(scope.statuses()).filter(user__in=newest).exclude(state=State.EXEMPT)
    for row in asked.order_by("due_on", "pk").values("user_id", "state", "due_on", *NAMES):
        statuses[row["user_id"]].append(row)
    people = User.objects.in_bulk(newest)
    places = dict(posts.filter(user__in=newest).values_list("user_id", "team__name"))
    return [_starter(people[pk], new[pk], places.get(pk) or "", statuses[pk]) for pk in newest]


def _posts(scope: Scope, filters: Filters) -> QuerySet[Membership]:
    today = timezone.localdate()
    rows = scope.posts().filter(user__is_active=True, starts_on__lte=today + AHEAD).order_by()
    rows = rows.exclude(ends_on__lt=today)
    if filters.organisation:
        rows = rows.filter(organisation=filters.organisation)
    if filters.team:
        rows = rows.filter(team=filters.team)
    return rows.filter(role=filters.role) if filters.role else rows


def _starter(user: User, began_on: datetime.date, place: str, rows: list[dict[str, Any]]) -> Starter:
    open_ones = [row for row in rows if row["state"] not in MET]
    done = len(rows) - len(open_ones)
    day = max(0, (timezone.localdate() - began_on).days + 1)
    found = Starter(user.public_id, user.name, place, began_on, day, done, len(rows))
    if not open_ones:
        return found
    name, name_cy = (open_ones[0][key] for key in NAMES)
    shown = name_cy if get_language() == "cy" and name_cy else name
    return replace(found, next_name=shown, next_on=open_ones[0]["due_on"])
