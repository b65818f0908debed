"""A calendar program follows one's times by a secret address, and learns nothing else."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from people.models import CalendarAddress
from people.sealing import is_newest
from people.services import calendar_addresses
from supervision.services import sessions
from tests.factories import today
from tests.personas import World
from tests.supervision.furnished.a_cases import keep_records, make_case


@pytest.fixture
def address(world: World) -> str:
    client = world.client("therapist")
    client.post(reverse("calendar"), {"make": "1"})
    return path_on(client)


def path_on(client: Client) -> str:
    page = client.get(reverse("calendar")).content.decode()
    return "/" + page.split('value="http', 1)[1].split('"')[0].split("/", 3)[3]


def events(answer: Any) -> list[Any]:
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_the_address_opens_without_signing_in_and_no_other_does(world: World, address: str) -> None:
    world.east.consultation_day, world.east.consultation_time = 2, datetime.time(10, 30)
    world.east.save()
    answer = Client().get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = [event for event in events(answer) if str(event["summary"]) == f"Consultation: {world.east.name}"]
    assert len(found) in {30, 31}
    start = timezone.localtime(found[0].start)
    assert (start.weekday(), start.time()) == (2, datetime.time(10, 30))
    assert len({str(event["uid"]) for event in events(answer)}) == len(events(answer))
    assert Client().get(address.replace(".ics", "x.ics")).status_code == 404
    assert Client().get(reverse("calendar_feed", args=["none"])).status_code == 404


def test_a_renewed_address_ends_the_old_one_and_a_removed_one_is_gone(world: World, address: str) -> None:
    client = world.client("therapist")
    client.post(reverse("calendar"), {"renew": "1"})
    fresh = path_on(client)
    assert fresh != address
    assert Client().get(address).status_code == 404
    assert Client().get(fresh).status_code == 200
    client.post(reverse("calendar"), {"remove": "1"})
    assert Client().get(fresh).status_code == 404


def test_somebody_who_has_left_or_whose_account_is_closed_has_no_calendar(world: World, address: str) -> None:
    world.therapist.memberships.update(ends_on=today(-1))
    assert Client().get(address).status_code == 404
    world.therapist.memberships.update(ends_on=None)
    assert Client().get(address).status_code == 200
    type(world.therapist).objects.filter(pk=world.therapist.pk).update(is_active=False)
    assert Client().get(address).status_code == 404


def test_a_copy_of_the_database_opens_no_calendar(world: World, address: str, settings: Any) -> None:
    row = CalendarAddress.objects.get()
    token = address.rsplit("/", 1)[1].removesuffix(".ics")
    assert len(token) >= 43
    assert token not in row.token_hash + row.sealed_token
    settings.HEARTH_FIELD_KEYS = ["a newer key", *settings.HEARTH_FIELD_KEYS]
    assert calendar_addresses.seal_anew(dry_run=True).changed == 1
    assert calendar_addresses.seal_anew().changed == 1
    row.refresh_from_db()
    assert is_newest(row.sealed_token)
    assert calendar_addresses.token_of(world.therapist) == token
    settings.HEARTH_FIELD_KEYS = ["only another"]
    assert calendar_addresses.token_of(world.therapist) == ""


def test_planned_sessions_take_the_place_of_the_usual_hour_and_say_nothing_of_cases(world: World, address: str) -> None:
    keep_records(world)
    case = make_case(world)
    world.east.supervision_day, world.east.supervision_time = 1, datetime.time(9)
    world.east.save()
    monday = today() + datetime.timedelta(days=14 - today().weekday())
    at = datetime.datetime.combine(monday, datetime.time(15), tzinfo=timezone.get_current_timezone())
    sessions.plan(actor=world.supervisor, team=world.east, starts_at=at, mode="video")
    own = sessions.plan(actor=world.supervisor, team=world.east, starts_at=at, mode="phone", person=world.therapist)
    answer = Client().get(address)
    week = [
        event for event in events(answer) if monday <= timezone.localdate(event.start) < monday + datetime.timedelta(7)
    ]
    titles = sorted(str(event["summary"]) for event in week if "onsultation" not in str(event["summary"]))
    assert titles == [f"Group supervision: {world.east.name}", "Individual supervision"]
    assert case.code.encode() not in answer.content
    calendar_addresses.make(actor=world.teammate)
    theirs = Client().get(reverse("calendar_feed", args=[calendar_addresses.token_of(world.teammate)]))
    assert f"session-{own.pk}" not in theirs.content.decode()


def test_the_feed_takes_as_many_statements_however_much_is_in_it(world: World, address: str) -> None:
    def taken() -> int:
        with CaptureQueriesContext(connection) as queries:
            Client().get(address)
        return len(queries)

    few = taken()
    world.east.supervision_day, world.east.supervision_time = 1, datetime.time(9)
    world.east.consultation_day, world.east.consultation_time = 2, datetime.time(9)
    world.east.save()
    assert taken() == few
