"""Assigning to many: what, to whom, by when; duplicates skipped and counted; undone before anybody hears of it."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from pathways.models import Assignment, Round
from pathways.services import assigning
from pathways.services.chasing import TooLate
from people.models import Adaptation, Notification
from tests.factories import MembershipFactory, today
from tests.pathways.factories import make_requirement
from tests.pathways.standing import staffed

pytestmark = pytest.mark.django_db
PATH = "/team/assign/"


@pytest.fixture
def booster(world):
    return make_requirement(world, by_audience=False)


def check(world, booster, persona="coordinator", **choices):
    data = {"requirement": booster.public_id, "due": "today", "days": 30, "check": "1"} | choices
    return world.client(persona).get(PATH, data)


def give(world, booster, *people, round_id=None, **due):
    data = {"requirement": booster.public_id, "due": "today", "days": 30} | due
    data |= {"round_id": round_id or uuid.uuid4(), "people": [person.public_id for person in people]}
    return world.client("coordinator").post(PATH, data)


def names(answer):
    return [row.name for row, _due in answer.context["rows"]]


def test_check_page_lists_who_matches_and_changes_nothing(world, booster):
    assert names(check(world, booster, role="therapist")) == ["Amara Oyelaran", "Tom Ashdown"]
    assert "Dewi Prydderch" not in names(check(world, booster))
    assert not Assignment.objects.exists()


def test_people_are_found_by_team_adaptation_and_start(world, booster):
    team, users = staffed(world.northmoor, 2, key="can", name="CAN")
    team.adaptations.add(Adaptation.objects.create(code="CAN", name="Child abuse and neglect"))
    MembershipFactory(user=users[0], team=world.east, starts_on=today(-2))
    assert len(names(check(world, booster, team="can"))) == 2
    assert len(names(check(world, booster, adaptation="CAN"))) == 2
    assert names(check(world, booster, starters_since=today(-3))) == [users[0].name]


def test_each_gets_it_once_and_duplicates_are_counted(world, booster):
    give(world, booster, world.therapist)
    page = check(world, booster, role="therapist")
    assert names(page) == ["Tom Ashdown"]
    assert "1 person has been given this already" in page.content.decode()
    give(world, booster, world.therapist, world.teammate)
    assert Assignment.objects.standing().count() == 2
    made = Round.objects.order_by("at").last()
    assert (made.people, made.skipped) == (1, 1)


def test_assigning_shows_in_the_status_at_once_and_is_told_after_ten_seconds(world, booster):
    give(world, booster, world.therapist)
    status = world.therapist.statuses.get(requirement=booster)
    assert status.due_on >= today(30)
    told = Notification.objects.get()
    assert told.hold_until > timezone.now()
    assert "Catrin Llewelyn-Ames has given you Reading" in told.text


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ({"due": "day", "due_on": today(60)}, today(60)),
        ({"due": "start", "days": 90}, today(30)),
        ({"due": "start", "days": 10}, today()),
    ],
)
def test_deadline_is_a_day_or_counts_from_the_start_and_never_lies_in_the_past(world, booster, due, expected):
    give(world, booster, world.therapist, **due)
    assert Assignment.objects.get().due_on == expected


def test_undo_takes_the_assignments_and_the_notices_back(world, booster):
    give(world, booster, world.therapist, world.teammate)
    made = Round.objects.get()
    page = world.client("coordinator").post(reverse("assign_undo", args=[made.pk]), follow=True).content.decode()
    assert "Undone for 2 people." in page
    assert not Assignment.objects.standing().exists()
    assert not Notification.objects.exists()
    assert not world.therapist.statuses.filter(requirement=booster).exists()


def test_undo_comes_too_late_once_they_have_heard(world, booster):
    give(world, booster, world.therapist)
    Round.objects.update(at=timezone.now() - datetime.timedelta(seconds=20))
    with pytest.raises(TooLate):
        assigning.undo(actor=world.coordinator, made=Round.objects.get())
    assert Assignment.objects.standing().count() == 1


def test_pressing_twice_assigns_once(world, booster):
    key = uuid.uuid4()
    give(world, booster, world.therapist, round_id=key)
    give(world, booster, world.therapist, round_id=key)
    assert (Round.objects.count(), Assignment.objects.count(), Notification.objects.count()) == (1, 1, 1)


def test_nobody_assigns_to_people_of_another_organisation(world, booster):
    give(world, booster, world.other_therapist)
    assert not Assignment.objects.exists()
    assert check(world, booster, persona="supervisor").status_code == 403


@pytest.mark.parametrize(
    ("choices", "field"),
    [
        ({"requirement": "nonsense"}, "requirement"),
        ({"due": "day", "due_on": "2020-01-01"}, "due_on"),
        ({"due": "day", "due_on": ""}, "due_on"),
        ({"days": ""}, "days"),
        ({"days": "5000"}, "days"),
    ],
)
def test_a_wrong_choice_is_said_beside_the_field(world, booster, choices, field):
    page = check(world, booster, **choices)
    assert f'id="id_{field}_error"' in page.content.decode()


def test_assigning_costs_about_the_same_for_two_and_for_thirty(world, booster, django_assert_max_num_queries):
    _team, users = staffed(world.northmoor, 30)
    give(world, booster, *users[:2])
    with django_assert_max_num_queries(75) as many:
        give(world, booster, *users[2:])
    assert Assignment.objects.count() == 30
    assert len(many.captured_queries) < 75
