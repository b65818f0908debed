"""What happened in a period, rounded to the nearest five: no difference of two reports tells about one person."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from events.kinds import Result
from events.models import EventOutcome
from learning.models import Certificate, Completion
from pathways.overview.periods import Period
from people.models import Membership

ROUNDED_TO = 5


def rounded(number: int) -> int:
    """To the nearest five."""
    return ROUNDED_TO * ((number + ROUNDED_TO // 2) // ROUNDED_TO)


@dataclass(frozen=True)
class Activity:
    """Each rounded."""

    completions: int
    certificates: int
    attendances: int
    starters: int
    leavers: int

    def rows(self) -> list[tuple[str, int]]:
        """Each by name."""
        return [
            (_("Modules completed"), self.completions),
            (_("Certificates issued"), self.certificates),
            (_("Attendances at live events"), self.attendances),
            (_("People who started"), self.starters),
            (_("People who left"), self.leavers),
        ]


def activity(organisations: Collection[int], teams: Collection[int] | None, period: Period) -> Activity:
    """In organisations, or in some teams of theirs; seven statements at most."""
    posts = Membership.objects.filter(organisation__in=organisations)
    posts = posts if teams is None else posts.filter(team__in=teams)
    span = (period.first, period.last)
    held = posts.filter(starts_on__lte=period.last).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=period.first))

    def at_the_time(person: str) -> Exists:
        return Exists(held.filter(user=OuterRef(person)))

    completions = Completion.objects.filter(at_the_time("user"), completed_at__date__range=span)
    certificates = Certificate.objects.filter(at_the_time("holder"), issued_at__date__range=span)
    was_there = EventOutcome.objects.filter(
        at_the_time("user"), result=Result.ATTENDED, superseded_by=None, on__range=span
    )
    return Activity(
        rounded(completions.count()),
        rounded(certificates.filter(organisation__in=organisations).count()),
        rounded(was_there.count()),
        rounded(_people(posts.filter(starts_on__range=span), before=period.first, posts=posts)),
        rounded(_people(posts.filter(ends_on__range=span), after=period.last, posts=posts)),
    )


def _people(
    rows: QuerySet[Membership],
    *,
    posts: QuerySet[Membership],
    before: datetime.date | None = None,
    after: datetime.date | None = None,
) -> int:
    """Different people, without those who only changed their post."""
    if before:
        other = posts.filter(user=OuterRef("user"), starts_on__lt=before).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=before)
        )
    else:
        other = posts.filter(user=OuterRef("user")).filter(Q(ends_on__isnull=True) | Q(ends_on__gt=after))
    return rows.filter(~Exists(other)).order_by().values("user").distinct().count()
