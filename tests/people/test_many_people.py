"""A large organisation: lists come in pages, and a page costs the same at any size."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import Membership, User
from tests.factories import MembershipFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db


def fill(world, number, start=0):
    """So many therapists in East, named in order."""
    people = [
        User(email=f"many-{n}@hearth.example", name=f"Zed {n:03d}", password="!") for n in range(start, start + number)
    ]
    User.objects.bulk_create(people)
    rows = [
        Membership(user=user, organisation=world.northmoor, team=world.east, role="therapist")
        for user in User.objects.filter(email__in=[person.email for person in people])
    ]
    Membership.objects.bulk_create(rows)


def test_two_hundred_people_come_in_pages_that_hold_everybody_once(world):
    fill(world, 200)
    client = world.client("coordinator")
    seen, number = [], 1
    while True:
        page = client.get(reverse("people"), {"page": number}).context["page"]
        seen += [person.pk for person in page]
        assert len(page) <= 50
        if not page.has_next():
            break
        number += 1
    assert len(seen) == len(set(seen)) == User.objects.visible_to(world.coordinator).count()
    assert len(seen) > 200


def test_search_is_kept_from_page_to_page_and_finds_by_name_or_address(world):
    fill(world, 120)
    client = world.client("coordinator")
    page = client.get(reverse("people"), {"q": "zed"}).content.decode()
    assert "120 people" in page
    assert "?q=zed&amp;page=2" in page
    assert "Zed 007" in client.get(reverse("people"), {"q": "many-7@"}).content.decode()
    assert "Nobody found" in client.get(reverse("people"), {"q": "nobody like this"}).content.decode()


@pytest.mark.parametrize("number", ["0", "-1", "999", "two", "9" * 40])
def test_page_number_that_is_none_shows_a_page(world, number):
    assert world.client("coordinator").get(reverse("people"), {"page": number}).status_code == 200


@pytest.mark.parametrize("name", ["people", "team_index", "team"])
def test_page_asks_the_database_as_often_for_fifty_people_as_for_five(world, name):
    path = reverse(name, args=[world.east.public_id] if name == "team" else [])
    counts = []
    for number, start in ((5, 0), (45, 5)):
        fill(world, number, start)
        client = world.client("coordinator")
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_invitations_cost_the_same_for_fifty_as_for_five(world, invite):
    counts = []
    for first, last in ((0, 5), (5, 50)):
        for n in range(first, last):
            invite(email=f"new-{n}@hearth.example", role="therapist" if n % 2 else "supervisor")
        client = world.client("manager")
        client.get(reverse("invitations"))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("invitations")).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_team_index_costs_the_same_with_more_teams(world):
    counts = []
    for number in (2, 12):
        for _ in range(number):
            team = TeamFactory(organisation=world.northmoor)
            MembershipFactory(user=UserFactory(), organisation=world.northmoor, team=team, role="therapist")
        client = world.client("coordinator")
        client.get(reverse("team_index"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("team_index"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
