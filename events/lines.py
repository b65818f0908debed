"""The people of an event as its pages list them: place, team, what is needed first, what is attested."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from events.models import Booking, EventOutcome, LiveEvent
from events.prerequisites import in_words, missing
from people.models import Membership, User


@dataclass
class Line:
    """One person's booking."""

    booking: Booking
    team: str
    missing: str
    outcome: EventOutcome | None
    is_self: bool


def lines_of(event: LiveEvent, reader: User, people: QuerySet[User] | None = None) -> list[Line]:
    """Everybody with a place or in the waiting list, or those among `people`; a handful of statements."""
    rows = Booking.objects.open().filter(event=event)
    if people is not None:
        rows = rows.filter(user__in=people.order_by().values("pk"))
    bookings = list(rows.select_related("user").prefetch_related(memberships_today("user__")))
    bookings.sort(key=lambda row: (row.state, row.pk if row.state == "waiting" else 0, row.user.name, row.pk))
    outcomes = EventOutcome.objects.current().filter(event=event).select_related("attested_by")
    attested = {row.user_id: row for row in outcomes}
    lacks = missing(event, [row.user_id for row in bookings])
    return [
        Line(
            booking=row,
            team=team_of(row.user),
            missing=in_words(need for need in lacks[row.user_id] if need not in row.confirmed),
            outcome=attested.get(row.user_id),
            is_self=row.user_id == reader.pk,
        )
        for row in bookings
    ]


def memberships_today(prefix: str = "") -> Prefetch[str]:
    """The memberships of today, with their places."""
    rows = Membership.objects.current().select_related("team", "organisation").order_by("pk")
    return Prefetch(f"{prefix}memberships", queryset=rows, to_attr="memberships_today")


def team_of(person: User) -> str:
    """The teams somebody is in today, else the organisations; from `memberships_today`."""
    memberships: list[Membership] = getattr(person, "memberships_today", [])
    teams = [membership.team.name for membership in memberships if membership.team]
    names = teams or [membership.organisation.local_name for membership in memberships]
    return ", ".join(dict.fromkeys(names))
