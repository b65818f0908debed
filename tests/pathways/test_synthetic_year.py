"""A year of starts, leavers, editions, re-takes, exemptions and revocations, replayed from events."""

import datetime

import pytest
from django.utils import timezone

from learning.models import Certificate
from pathways.gathering import book_of, people_of
from pathways.models import Requirement
from pathways.services import statuses
from pathways.status import statuses_on
from tests.pathways.factories import on
from tests.pathways.year import FIRST, Year

pytestmark = pytest.mark.django_db


def replayed(year, day):
    """Everybody's statuses of the day, from what is known today."""
    book = book_of(year.organisation.pk)
    pks = {str(key): pk for pk, key in Requirement.objects.values_list("pk", "public_id")}
    ids = list(year.organisation.memberships.values_list("user_id", flat=True).distinct())
    return {
        (user, pks[key]): (one.state, one.due_on, one.expires_on, one.team_id)
        for (user, _organisation), person in people_of(ids, {year.organisation.pk: book}).items()
        for key, one in statuses_on(day, book, person)[0].items()
    }


def lived(people, days, sampled):
    year = Year(people)
    year.live(days, sampled)
    last = FIRST + datetime.timedelta(days=days)
    assert len(year.snapshots) >= days // sampled
    with on(last):
        for day, seen in year.snapshots.items():
            assert replayed(year, day) == seen, day
        statuses.turn_due()
        assert statuses.refresh() == 0
    states = {row[0] for seen in year.snapshots.values() for row in seen.values()}
    assert states == {"not_started", "in_progress", "due", "overdue", "in_date", "lapsing", "exempt"}
    certified_once_and_not_before(year)


def certified_once_and_not_before(year):
    rows = Certificate.objects.select_related("completion")
    assert rows.filter(state="revoked").exists()
    for certificate in rows:
        assert certificate.issued_at >= certificate.completion.completed_at
        assert certificate.completed_on == timezone.localdate(certificate.completion.completed_at)
    current = list(rows.filter(state="issued").values_list("completion_id", flat=True))
    assert len(current) == len(set(current))


def test_months_replayed_from_events_are_what_was_shown_each_day():
    lived(people=10, days=140, sampled=5)


@pytest.mark.assurance
def test_a_year_of_200_people_replayed_from_events_is_what_was_shown():
    lived(people=200, days=365, sampled=7)


@pytest.mark.assurance
def test_a_year_of_5000_people_replayed_from_events_is_what_was_shown():
    lived(people=5000, days=365, sampled=90)
