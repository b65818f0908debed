"""Extra time for one person: who gives it, until when, and what becomes of a check under way."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from learning.models import Attempt, ExtraTime
from learning.services import attempts, enrolments, extra_time, progress
from tests.factories import rewriting
from tests.learning.reader.conftest import Course
from tests.personas import World


@pytest.fixture
def limited(course: Course) -> Course:
    with rewriting():
        type(course.edition).objects.filter(pk=course.edition.pk).update(time_limit=40)
    return course


@pytest.fixture
def attempt(world: World, limited: Course) -> Attempt:
    enrolment = enrolments.start(actor=world.therapist, module_key=limited.edition.module_key)
    for unit in limited.units:
        progress.complete_unit(actor=world.therapist, unit=unit)
    return attempts.begin(actor=world.therapist, enrolment=enrolment, language="en")


def minutes(attempt: Attempt) -> int:
    attempt.refresh_from_db()
    assert attempt.ends_at is not None
    return round((attempt.ends_at - attempt.started_at).total_seconds() / 60)


def address(world: World) -> str:
    return reverse("extra_time", args=[world.therapist.public_id])


def test_a_coordinator_gives_it_on_the_persons_page_and_no_reason_is_asked(world: World, client: Client) -> None:
    client.force_login(world.coordinator)
    person = client.get(reverse("person", args=[world.therapist.public_id])).content.decode()
    assert address(world) in person
    page = client.get(address(world)).content.decode()
    assert set(re.findall(r'name="(\w+)"', page)) & {"reason", "note", "why"} == set()
    day = timezone.localdate() + datetime.timedelta(days=30)
    answer = client.post(address(world), {"per_cent": "25", "until": day.isoformat()})
    assert answer.url == reverse("person", args=[world.therapist.public_id])
    given = ExtraTime.objects.get(user=world.therapist)
    assert (given.per_cent, given.until, given.given_by) == (25, day, world.coordinator)
    entry = Entry.objects.get(action="learning.extra_time_given")
    assert str(world.therapist.pk) in str(entry.records)
    assert "25" not in str(entry.records[0][0])
    assert "25% more, until" in client.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"per_cent": "4", "until": ""}, "greater than or equal to 5"),
        ({"per_cent": "301", "until": ""}, "less than or equal to 300"),
        ({"per_cent": "much", "until": ""}, "Enter a whole number"),
        ({"per_cent": "25", "until": "2001-01-01"}, "Choose today or a later day."),
        ({"per_cent": "25", "until": "soon"}, "Enter a valid date"),
    ],
)
def test_what_does_not_fit_is_said_beside_the_field(
    world: World, client: Client, sent: dict[str, str], words: str
) -> None:
    client.force_login(world.supervisor)
    answer = client.post(address(world), sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert f'value="{sent["per_cent"]}"' in answer.content.decode()
    assert not ExtraTime.objects.exists()


def test_giving_it_moves_the_end_of_a_check_under_way_and_never_to_an_earlier_time(
    world: World, attempt: Attempt
) -> None:
    assert minutes(attempt) == 40
    extra_time.give(actor=world.supervisor, person=world.therapist, per_cent=50, until=None)
    assert minutes(attempt) == 60
    extra_time.give(actor=world.supervisor, person=world.therapist, per_cent=25, until=None)
    assert minutes(attempt) == 60
    extra_time.end(actor=world.supervisor, person=world.therapist)
    assert minutes(attempt) == 60
    assert attempts.extra_per_cent(world.therapist.pk) == 0


def test_a_check_whose_time_is_over_stays_over(world: World, attempt: Attempt) -> None:
    past = timezone.now() - attempts.GRACE - datetime.timedelta(seconds=1)
    Attempt.objects.filter(pk=attempt.pk).update(ends_at=past)
    extra_time.give(actor=world.coordinator, person=world.therapist, per_cent=300, until=None)
    attempt.refresh_from_db()
    assert attempt.ends_at == past


def test_nobody_gives_it_to_themselves_or_outside_their_own_place(world: World) -> None:
    for actor, person in [
        (world.coordinator, world.coordinator),
        (world.teammate, world.therapist),
        (world.other_supervisor, world.therapist),
        (world.expert, world.therapist),
    ]:
        with pytest.raises(PermissionDenied):
            extra_time.give(actor=actor, person=person, per_cent=25, until=None)
        with pytest.raises(PermissionDenied):
            extra_time.end(actor=actor, person=person)
    assert not ExtraTime.objects.exists()


def test_who_may_not_give_it_does_not_learn_that_somebody_has_it(world: World, client: Client) -> None:
    extra_time.give(actor=world.coordinator, person=world.therapist, per_cent=75, until=None)
    for reader in (world.expert, world.therapist, world.people["admin"]):
        client.force_login(reader)
        page = client.get(reverse("person", args=[world.therapist.public_id])).content.decode()
        assert "75%" not in page
