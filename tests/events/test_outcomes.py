"""What counts as attended, and that nobody can rewrite it."""

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from events import outcomes
from events.models import EventOutcome
from tests.events.factories import EventOutcomeFactory, corrected
from tests.factories import UserFactory, today

pytestmark = pytest.mark.django_db


def test_attendance_in_part_or_none_is_not_attended() -> None:
    for result in ("partial", "absent"):
        EventOutcomeFactory(result=result)
    whole = EventOutcomeFactory()
    assert outcomes.attended() == [(whole.user_id, "booster", "BST", today(-7), whole.public_id, None)]


def test_what_is_corrected_later_counted_until_then() -> None:
    outcome, coordinator = EventOutcomeFactory(), UserFactory()
    corrected(outcome, coordinator)
    assert [row.withdrawn_on for row in outcomes.attended([outcome.user_id])] == [today()]
    assert outcomes.attended([coordinator.pk]) == []


def test_attested_attendance_is_never_changed_nor_deleted() -> None:
    outcome = EventOutcomeFactory()
    for change in (lambda rows: rows.update(minutes=1), lambda rows: rows._raw_delete("default")):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change(EventOutcome.objects.filter(pk=outcome.pk))


def test_nobody_attests_their_own_attendance_not_even_past_the_services() -> None:
    person = UserFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        EventOutcomeFactory(user=person, attested_by=person)


def test_an_outcome_is_corrected_once_and_says_why() -> None:
    outcome, coordinator = EventOutcomeFactory(), UserFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        EventOutcomeFactory(event=outcome.event, user=outcome.user, supersedes=outcome)
    corrected(outcome, coordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        corrected(outcome, coordinator)


def test_who_attended_is_one_statement_however_many(django_assert_num_queries) -> None:
    people = [EventOutcomeFactory().user_id for _ in range(5)]
    with django_assert_num_queries(1):
        assert len(outcomes.attended(people)) == 5
