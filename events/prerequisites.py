"""What is missing before somebody can be booked: answered from memberships and attested attendance, or vouched for."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from events.kinds import Kind, Prerequisite, Result
from events.models import EventOutcome, LiveEvent
from people.models import Membership
from people.roles import SUPERVISING_ROLES

# A coordinator may say so: the network's approval is given elsewhere, and so were orientations before Hearth.
VOUCHED = (Prerequisite.PRE_APPROVED, Prerequisite.ORIENTATION)


def missing(event: LiveEvent, people: Iterable[int], vouched: Iterable[str] = ()) -> dict[int, list[str]]:
    """For each person, what is needed first and neither so nor vouched for; one statement for each thing needed."""
    ids = list(people)
    found: dict[int, list[str]] = {pk: [] for pk in ids}
    for need in event.prerequisites:
        if need in vouched and need in VOUCHED:
            continue
        have = _who_has(need, ids)
        for pk in ids:
            if pk not in have:
                found[pk].append(need)
    return found


def in_words(needs: Iterable[str]) -> str:
    """The labels, in the order of the list."""
    wanted = set(needs)
    return ", ".join(str(item.label) for item in Prerequisite if item.value in wanted)


def _who_has(need: str, ids: list[int]) -> set[int]:
    current = Membership.objects.current().filter(user__in=ids)
    rows: dict[str, QuerySet[Membership] | QuerySet[EventOutcome]] = {
        Prerequisite.LICENSED_TEAM: current.filter(team__isnull=False),
        Prerequisite.SUPERVISOR: current.in_role(*SUPERVISING_ROLES),
        Prerequisite.ORIENTATION: EventOutcome.objects.current().filter(
            user__in=ids, event__kind=Kind.ORIENTATION, result=Result.ATTENDED
        ),
    }
    return set(rows[need].order_by().values_list("user_id", flat=True)) if need in rows else set()
