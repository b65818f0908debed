"""A team's training stands beside its supervision, for those who may know of it."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from pathways.services.statuses import refresh
from supervision.services import sessions
from supervision.training import training_due
from tests.factories import today
from tests.pathways.factories import make_requirement
from tests.personas import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def due(kept: World) -> World:
    """Something is late for every therapist of East."""
    make_requirement(kept, "booster", roles=["therapist"], due_days=10)
    refresh()
    return kept


def names(world: World, reader: str) -> set[str]:
    return {note.person for note in training_due(world.east, today(2), world[reader])}  # type: ignore[arg-type]


def test_the_agenda_tells_the_supervisor_of_all_a_therapist_of_themselves_and_the_expert_nothing(due: World) -> None:
    assert {"Amara Oyelaran", "Tom Ashdown"} <= names(due, "supervisor")
    assert {"Amara Oyelaran", "Tom Ashdown"} <= names(due, "backup")
    assert names(due, "therapist") == {"Amara Oyelaran"}
    assert names(due, "expert") == set()
    assert names(due, "other_supervisor") == set()


def test_the_agenda_takes_one_statement_for_the_whole_team(due: World, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert len(training_due(due.east, today(2), due.supervisor)) == 3


def test_it_stands_on_the_agenda_and_on_the_front_page(due: World) -> None:
    soon = timezone.now() + datetime.timedelta(days=2)
    coming = sessions.plan(actor=due.supervisor, team=due.east, starts_at=soon, mode="video")
    agenda = due.client("supervisor").get(reverse("session", args=[coming.pk])).content.decode()
    assert "Booster · Due" in agenda or "Booster · Overdue" in agenda
    href = reverse("person_training", args=[due.teammate.public_id])
    front = due.client("supervisor").get(reverse("supervision")).content.decode()
    assert href in agenda
    assert href in front
    assert href not in due.client("therapist").get(reverse("supervision")).content.decode()
    assert href not in due.client("expert").get(reverse("supervision")).content.decode()
