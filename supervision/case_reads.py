"""Who has read what was written about a case, out of the log: when, who, as what; never what it says."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone

from audit.models import Entry
from people.models import User
from people.roles import Role
from people.team_rights import holds
from supervision.models import Action, CaseReference, CaseReview, SessionCase
from supervision.permissions import supervises

DAYS, MOST = 90, 200
CHUNK = 2000


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
    others: set[str] = set()
    if supervises(user, case.team_id) or holds(user, case.organisation_id, Role.IG_LEAD):
        for model in (SessionCase, Action):
            others |= {str(key) for key in model._default_manager.filter(case=case).values_list("pk", flat=True)}
    else:
        reviews = reviews.filter(therapist=user)
    summaries = {str(key) for key in reviews.values_list("pk", flat=True)}
    since = timezone.now() - datetime.timedelta(days=DAYS)
    entries = Entry.objects.filter(action="audit.read", organisation_id=str(case.organisation_id), at__gte=since)
    found: list[Read] = []
    for entry in entries.order_by("-sequence").iterator(chunk_size=CHUNK):
        keys = {key for _label, key in entry.records}
        if keys & summaries or keys & others:
            found.append(_read(entry, len(keys & summaries), len(keys & others)))
        if len(found) >= MOST:
            break
    return found


def _read(entry: Entry, summaries: int, others: int) -> Read:
    role = str(Role(entry.role).label) if entry.role in Role.values else entry.role.replace("_", " ")
    return Read(entry.at, entry.actor_name, role, summaries, others)
