"""Each event is told once, whoever tells it; what is held can be taken back; what nobody does is told to who supervises."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from people import calendar, notifications
from people.models import Notification, User
from people.notifications import Group, Kind
from people.services import escalating
from people.services.notifying import Note, mark_seen, notify, notify_all, settle, withdraw
from tests.factories import UserFactory
from tests.people.noticing import DAYS, DUE, NOON, QUIET, SECRET, SOON, registered
from tests.personas import World
from tests.supervision.clock import at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kinds() -> Iterator[None]:
    with registered(DUE, SOON, SECRET, QUIET):
        yield


def test_the_same_event_is_told_once_and_another_beside_it(world: World) -> None:
    first = notify(to=world.therapist, kind=DUE.code, key="m1", params={"title": "Trust"})
    assert notify(to=world.therapist, kind=DUE.code, key="m1") == first
    notify(to=world.therapist, kind=DUE.code, key="m2")
    notify(to=world.teammate, kind=DUE.code, key="m1")
    assert Notification.objects.filter(user=world.therapist).count() == 2
    assert first.text == "“Trust” is due"


def test_many_are_told_in_a_few_statements_and_each_once(world: World) -> None:
    people = UserFactory.create_batch(8)
    notify(to=people[0], kind=DUE.code, key="m1")
    assert notify_all(kind=DUE.code, notes=[Note(person, "m1") for person in people]) == 7
    assert Notification.objects.filter(key="m1").count() == 8


def test_a_kind_nobody_registered_is_a_mistake_at_once(world: World) -> None:
    with pytest.raises(notifications.UnknownKindError):
        notify(to=world.therapist, kind="mistyped", key="1")
    with pytest.raises(ValueError, match="group"):
        notifications.register(Kind("x", "X", lambda params: "X", "no such group"))
    with pytest.raises(ValueError, match="for the person alone"):
        notifications.register(
            Kind("x", "X", lambda params: "X", Group.TEAM, discreet=True, escalates_after=DAYS)
        )  # fmt: skip


def test_what_is_held_is_seen_by_nobody_and_can_be_withdrawn_until_its_time(world: World) -> None:
    later = timezone.now() + datetime.timedelta(minutes=2)
    notify(to=world.therapist, kind=DUE.code, key="m1", hold_until=later)
    notify(to=world.teammate, kind=DUE.code, key="m1", hold_until=later)
    notify(to=world.therapist, kind=DUE.code, key="m2")
    assert [row.key for row in Notification.objects.visible_to(world.therapist)] == ["m2"]
    assert withdraw(kind=DUE.code, keys=["m1", "m2"]) == 2
    with at(later + datetime.timedelta(seconds=1)):
        notify(to=world.therapist, kind=DUE.code, key="m3", hold_until=later)
        assert withdraw(kind=DUE.code, keys=["m3"]) == 0
        assert {row.key for row in Notification.objects.visible_to(world.therapist)} == {"m2", "m3"}


def test_what_stays_undone_is_told_once_to_whoever_supervises(world: World) -> None:
    with at(NOON):
        notify(to=world.therapist, kind=DUE.code, key="m1", params={"title": "Trust"})
        notify(to=world.therapist, kind=DUE.code, key="m2")
        notify(to=world.therapist, kind=SOON.code, key="place")
        mark_seen(actor=world.therapist)
        settle(kind=DUE.code, keys=["m2"])
    with at(NOON + 6 * DAYS):
        assert escalating.escalate_due() == 0
    with at(NOON + 8 * DAYS):
        assert escalating.escalate_due() == 1
        assert escalating.escalate_due() == 0
    told = Notification.objects.get(kind="escalated")
    assert told.user == world.supervisor
    assert told.text == f"{world.therapist.name} has not seen to this yet: “Trust” is due"


def race(people: list[User], threads: int, events: int) -> int:
    """Every event of everybody is told by many at once; how many notifications there are."""

    def tell(_number: int) -> None:
        try:
            for person in people:
                for event in range(events):
                    notify(to=person, kind=DUE.code, key=f"m{event}")
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(tell, range(threads)))
    return Notification.objects.count()


@pytest.mark.django_db(transaction=True)
def test_eight_who_tell_the_same_at_once_tell_it_once() -> None:
    assert race(UserFactory.create_batch(2), threads=8, events=3) == 6


@pytest.mark.assurance
@pytest.mark.django_db(transaction=True)
def test_a_thousand_who_tell_the_same_tell_it_once() -> None:
    assert race(UserFactory.create_batch(10), threads=20, events=50) == 500


def test_calendars_gather_what_rooms_registered_in_order_of_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar, "_sources", [])

    def source(user: User, first: datetime.date, last: datetime.date) -> list[calendar.Entry]:
        entries = [calendar.Entry(str(n), "Booster", NOON - n * DAYS, NOON - n * DAYS) for n in range(3)]
        return [entry for entry in entries if first <= entry.starts.date() <= last]

    assert calendar.register(calendar.register(source)) is source
    found = calendar.entries_of(world.therapist, NOON.date() - DAYS, NOON.date())
    assert [entry.uid for entry in found] == ["1", "0"]
