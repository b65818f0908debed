"""Who has read what was written about a case, out of the log: when, who, as what; never what it says."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from audit.models import Entry
from audit.readings import readings_of
from people.models import User
from people.roles import Role
from people.team_rights import holds
from supervision.models import Action, CaseReference, CaseReview, SessionCase
from supervision.permissions import supervises

DAYS, MOST = 90, 200


@dataclass(frozen=True)
class Read:
    """One reading: which kinds of records of this case it opened, and how many of each."""

    at: datetime.datetime
    who: str
    role: str
    summaries: int
    others: int


def may_see_reads(user: User, case: CaseReference) -> bool:
    """Who supervises the team, the organisation's information lead, and whoever wrote a summary of the case."""
    if supervises(user, case.team_id) or holds(user, case.organisation_id, Role.IG_LEAD):
        return True
    return CaseReview.objects.visible_to(user).filter(case=case, therapist=user).exists()


def reads_of(user: User, case: CaseReference) -> list[Read]:
    """Readings of the last ninety days, newest first; an author sees those of their own summaries only."""
    reviews = CaseReview.objects.filter(case=case)
    kinds: tuple[Any, ...] = (SessionCase, Action)
    if not (supervises(user, case.team_id) or holds(user, case.organisation_id, Role.IG_LEAD)):
        kinds = ()
        reviews = reviews.filter(therapist=user)
    summaries = _keys(reviews)
    others = {one for model in kinds for one in _keys(model._default_manager.filter(case=case))}
    since = timezone.now() - datetime.timedelta(days=DAYS)
    found = readings_of([*summaries, *others]).filter(organisation_id=str(case.organisation_id), at__gte=since)
    return [_read(entry, summaries, others) for entry in found[:MOST]]


def _keys(rows: QuerySet[Any]) -> set[tuple[str, str]]:
    """As the log names them."""
    return {(rows.model._meta.label_lower, str(key)) for key in rows.order_by().values_list("pk", flat=True)}


def _read(entry: Entry, summaries: set[tuple[str, str]], others: set[tuple[str, str]]) -> Read:
    opened = {(label, key) for label, key in entry.records}
    role = str(Role(entry.role).label) if entry.role in Role.values else entry.role.replace("_", " ")
    return Read(entry.at, entry.actor_name, role, len(opened & summaries), len(opened & others))
