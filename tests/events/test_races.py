"""Many people for few places at once: never too many, the waiting list in order, and nobody twice."""

from __future__ import annotations

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from audit.services import verify_chain
from events.models import Booking, LiveEvent
from events.services import booking
from people.models import User
from tests.events.factories import LiveEventFactory
from tests.factories import MembershipFactory, TeamFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_thirty_people_for_five_places() -> None:
    race(people=30, places=5)


@pytest.mark.assurance
def test_two_hundred_people_for_twenty_places() -> None:
    race(people=200, places=20)


def race(*, people: int, places: int) -> None:
    """All ask twice at once; then everybody with a place gives it up at once, and those who waited first move up."""
    team, event = TeamFactory(), LiveEventFactory(capacity=places)
    staff = [MembershipFactory(team=team).user for _ in range(people)]
    keys = {person.pk: uuid.uuid4() for person in staff}
    at_once(lambda person: ask(event, person, keys[person.pk]), [*staff, *staff])
    rows = list(Booking.objects.filter(event=event).order_by("pk"))
    assert [row.state for row in rows] == ["booked"] * places + ["waiting"] * (people - places)
    assert len({row.user_id for row in rows}) == people
    at_once(lambda person: free(event, person), [row.user for row in rows[:places]])
    rows = list(Booking.objects.filter(event=event).order_by("pk"))
    left = min(places, people - places)
    states = ["cancelled"] * places + ["booked"] * left + ["waiting"] * (people - places - left)
    assert [row.state for row in rows] == states
    assert verify_chain().broken_at is None
    print(f"{people} people for {places} places, each asking twice: {places} booked, none over, list in order")


def ask(event: LiveEvent, person: User, key: uuid.UUID) -> None:
    booking.book(actor=person, event=event, person=person, client_id=key)


def free(event: LiveEvent, person: User) -> None:
    booking.give_up(actor=person, booking=booking.booking_of(event, person))


def at_once(act, people: list[User]) -> None:
    ready = threading.Barrier(8)

    def run(number: int) -> None:
        try:
            ready.wait()
            for person in people[number::8]:
                act(person)
        finally:
            connections.close_all()

    connection.close()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(run, range(8)))
