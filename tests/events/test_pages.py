"""The pages of live events: words beside the field, nothing typed lost, names for whom they are for, few statements."""

from __future__ import annotations

import csv
import datetime
import io
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from events import calendar, room_codes
from events.models import Attendance, Booking, EventOutcome, LiveEvent
from learning.own_data import own
from tests.events.factories import BookingFactory, EventOutcomeFactory, LiveEventFactory
from tests.factories import MembershipFactory, UserFactory, today
from tests.personas import World

NEW = {
    "kind": "booster",
    "code": "bst",
    "title_en": "Booster: the second adult",
    "provider": "Network partner",
    "mode": "in_person",
    "place": "Room 2",
    "capacity": "12",
    "languages": ["en"],
    "gives_certificate": "on",
    "break_minutes": "0",
}


def day(number: int = 0, on: int = 10, **more: str) -> dict[str, str]:
    facts = {"on": today(on).isoformat(), "starts": "09:00", "ends": "17:00", "break_minutes": "60"} | more
    return {f"days-{number}-{name}": value for name, value in facts.items()}


def add(world: World, **changed) -> tuple:
    key = uuid.uuid4()
    client = world.client("coordinator")
    facts = NEW | {"public_id": str(key), "organisation": str(world.northmoor.pk)} | day() | changed
    return client.post(reverse("event_add"), facts), key


def errors_of(response) -> dict[str, list[str]]:
    form, days = response.context["form"], response.context["days"]
    found = {name: list(words) for name, words in form.errors.items()}
    for row in days.forms:
        found |= {f"{row.prefix}-{name}": list(words) for name, words in row.errors.items()}
    return found


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        (day(0, on=-1), "days-0-on"),
        (day(0, ends="08:00"), "days-0-ends"),
        (day(0, break_minutes="480"), "days-0-break_minutes"),
        (day(1, on=10), "days-1-on"),
        ({"days-0-on": "31/31/2026"}, "days-0-on"),
        ({"capacity": "0"}, "capacity"),
        ({"capacity": "99999"}, "capacity"),
        ({"code": "B S/T"}, "code"),
        ({"place": ""}, "place"),
        ({"mode": "online"}, "joining"),
        ({"trainer": "nobody@elsewhere.example"}, "trainer"),
        ({"trainer": "other-therapist@hearth.example"}, "trainer"),
        ({"organisation": "999999"}, "organisation"),
        ({"title_en": "a\0b"}, "title_en"),
        ({"public_id": "x"}, "public_id"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_planned(world: World, changed, field: str) -> None:
    response, _key = add(world, **changed)
    assert response.status_code == 422
    assert set(errors_of(response)) == {field}
    assert b"Booster: the second adult" in response.content or field == "title_en"
    assert not LiveEvent.objects.exists()


def test_sending_the_form_twice_plans_one_event(world: World) -> None:
    key = str(uuid.uuid4())
    for _twice in range(2):
        response, _key = add(world, public_id=key)
        assert response.status_code == 302
    event = LiveEvent.objects.get()
    assert (str(event.public_id), event.code, event.days.get().minutes) == (key, "BST", 420)


def test_one_more_day_comes_without_a_script_on_the_next_weekday(world: World) -> None:
    friday = next(n for n in range(3, 11) if today(n).weekday() == 4)
    response, _key = add(world, days="more", **day(on=friday))
    assert response.status_code == 200
    assert [row["on"].value() for row in response.context["days"].forms][1] == today(friday + 3)
    assert not LiveEvent.objects.exists()


def test_places_below_those_booked_are_refused(world: World) -> None:
    event = LiveEventFactory(organisation=world.northmoor, capacity=2, place="Room 2")
    for name in ("therapist", "teammate"):
        BookingFactory(event=event, user=world[name])
    facts = NEW | {"public_id": str(event.public_id), "organisation": str(world.northmoor.pk)} | day(on=14)
    response = world.client("coordinator").post(
        reverse("event_edit", args=[event.public_id]), facts | {"capacity": "1"}
    )
    assert errors_of(response) == {"capacity": ["2 people are booked already."]}


def test_an_address_nobody_has_is_named_beside_the_field(world: World) -> None:
    event = LiveEventFactory(organisation=world.northmoor)
    facts = {"client_id": str(uuid.uuid4()), "addresses": "therapist@hearth.example\nwho@nowhere.example"}
    response = world.client("coordinator").post(reverse("event_book_people", args=[event.public_id]), facts)
    assert "who@nowhere.example" in response.context["form"].errors["addresses"][0]
    assert not Booking.objects.exists()


def test_many_are_booked_at_once_and_sent_twice_once(world: World) -> None:
    event = LiveEventFactory(organisation=world.northmoor, capacity=1)
    facts = {
        "client_id": str(uuid.uuid4()),
        "people": [str(world.therapist.public_id)],
        "addresses": "TEAMMATE@hearth.example, therapist@hearth.example",
    }
    page = reverse("event_book_people", args=[event.public_id])
    client = world.client("coordinator")
    assert client.post(page, facts).status_code == 302
    assert sorted(Booking.objects.values_list("state", flat=True)) == ["booked", "waiting"]
    assert client.post(page, facts).status_code in {302, 422}
    assert Booking.objects.count() == 2


def test_joining_details_are_for_those_with_a_place(world: World) -> None:
    event = LiveEventFactory(joining="https://meet.hearth.example/room", capacity=1)
    BookingFactory(event=event, user=world.therapist)
    BookingFactory(event=event, user=world.teammate, waiting=True)
    shown = {
        name: b"meet.hearth.example" in world.client(name).get(event.href).content
        for name in ("therapist", "teammate", "supervisor", "other_therapist")
    }
    assert shown == {"therapist": True, "teammate": False, "supervisor": False, "other_therapist": False}
    assert b"meet.hearth.example" in world.client("therapist").get("/today/").content
    team = reverse("team_event", args=[event.public_id])
    assert b"meet.hearth.example" not in world.client("supervisor").get(team).content


def test_a_supervisor_sees_their_own_team_and_a_programme_manager_no_names(world: World) -> None:
    event = LiveEventFactory()
    away = MembershipFactory(team=world.away, user=UserFactory(name="Away Person")).user
    for person in (world.therapist, away):
        BookingFactory(event=event, user=person)
    page = reverse("team_event", args=[event.public_id])
    names = ("Amara Oyelaran", "Away Person")
    seen = {
        who: [name for name in names if name in world.client(who).get(page).content.decode()]
        for who in ("coordinator", "supervisor", "other_supervisor", "manager")
    }
    assert seen == {
        "coordinator": list(names),
        "supervisor": ["Amara Oyelaran"],
        "other_supervisor": ["Away Person"],
        "manager": [],
    }


def register(world: World, *people: str, on: int = 0, **facts) -> LiveEvent:
    event = LiveEventFactory(days=[on], organisation=world.northmoor, **facts)
    for name in people:
        BookingFactory(event=event, user=world[name])
    return event


def test_the_register_saves_what_is_new_and_leaves_what_somebody_else_marked(world: World) -> None:
    event = register(world, "therapist", "teammate", leader=world.expert)
    page = reverse("event_register", args=[event.public_id])
    one, two = f"p{world.therapist.pk}", f"p{world.teammate.pk}"
    opened = {f"{one}-was": ":0", f"{two}-was": ":0"}
    world.client("expert").post(page, opened | {f"{one}-mark": "attended"})
    world.client("coordinator").post(page, opened | {f"{two}-mark": "partial", f"{two}-minutes": "45"})
    marks = set(Attendance.objects.values_list("user__name", "mark", "minutes"))
    assert marks == {("Amara Oyelaran", "attended", 420), ("Tom Ashdown", "partial", 45)}


@pytest.mark.parametrize("minutes", ["", "420", "0", "x"])
def test_in_part_says_how_many_minutes(world: World, minutes: str) -> None:
    event = register(world, "therapist")
    key = f"p{world.therapist.pk}"
    facts = {f"{key}-mark": "partial", f"{key}-minutes": minutes, f"{key}-was": ":0"}
    response = world.client("coordinator").post(reverse("event_register", args=[event.public_id]), facts)
    assert response.status_code == 422
    assert f'href="#id_{key}-minutes"' in response.content.decode()
    assert not Attendance.objects.exists()


def test_all_who_signed_in_are_marked_with_one_press(world: World) -> None:
    event = register(world, "therapist", "teammate")
    code = room_codes.code_of(event.days.get())
    world.client("therapist").post(reverse("event_sign_in", args=[event.public_id]), {"code": code})
    facts = {f"p{world[name].pk}-was": ":0" for name in ("therapist", "teammate")} | {"fill": "signed_in"}
    world.client("coordinator").post(reverse("event_register", args=[event.public_id]), facts)
    assert list(Attendance.objects.values_list("user__name", "mark")) == [("Amara Oyelaran", "attended")]


def test_an_old_code_is_refused_beside_the_field_and_opening_the_square_signs_nobody_in(world: World) -> None:
    event = register(world, "therapist")
    page, client = reverse("event_sign_in", args=[event.public_id]), world.client("therapist")
    code = room_codes.code_of(event.days.get())
    assert f'value="{code}"' in client.get(f"{page}?code={code}").content.decode()
    assert not Attendance.objects.exists()
    event.days.update(on=today(1))
    response = client.post(page, {"code": code})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["code"])


def test_the_register_file_has_no_formula_in_it(world: World) -> None:
    event = register(world, "teammate", on=-2)
    outcome = EventOutcomeFactory(event=event, user=world.teammate, attested_by=world.coordinator)
    bad = UserFactory(name="=HYPERLINK(1)")
    MembershipFactory(user=bad, team=world.east)
    BookingFactory(event=event, user=bad)
    response = world.client("coordinator").get(reverse("event_register_csv", args=[event.public_id]))
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    names = {row[0]: row for row in rows[1:]}
    assert set(names) == {"'=HYPERLINK(1)", "Tom Ashdown"}
    assert names["Tom Ashdown"][-4:-2] == ["Attended", str(outcome.minutes)]


def test_the_calendar_holds_each_day_and_says_nothing_of_how_to_join(world: World) -> None:
    event = LiveEventFactory(days=[3, 4], joining="https://meet.hearth.example/x", place="Room 2")
    BookingFactory(event=event, user=world.therapist)
    BookingFactory(event=event, user=world.teammate, waiting=True)
    response = world.client("therapist").get(reverse("event_calendar", args=[event.public_id]))
    days = Calendar.from_ical(response.content).walk("VEVENT")
    assert [entry.decoded("dtstart").astimezone(datetime.UTC).date() for entry in days] == [today(3), today(4)]
    assert b"meet.hearth.example" not in response.content
    entries = calendar.entries_of(world.therapist, today(), today(3))
    assert [(entry.title, entry.place) for entry in entries] == [(event.title_en, "Room 2")]
    assert calendar.entries_of(world.teammate, today(), today(9)) == []


def test_a_correction_needs_a_reason_and_shows_what_was_before(world: World) -> None:
    event = register(world, "therapist", on=-2)
    first = event.days.get()
    days = [{"on": first.on.isoformat(), "result": "attended", "minutes": 420}]
    outcome = EventOutcomeFactory(event=event, user=world.therapist, attested_by=world.coordinator, days=days)
    page = reverse("event_correct", args=[event.public_id, outcome.public_id])
    client, facts = world.client("coordinator"), {f"d{first.pk}-mark": "absent"}
    response = client.post(page, facts)
    assert (response.status_code, list(response.context["form"].reason.errors)) == (422, ["reason"])
    assert client.post(page, facts | {"reason": "Mixed up with somebody"}).status_code == 302
    assert client.post(page, facts | {"reason": "Mixed up with somebody"}).status_code == 422
    assert [row.result for row in EventOutcome.objects.all()] == ["attended", "absent"]
    assert b"Mixed up with somebody" in world.client("therapist").get(event.href).content


@pytest.mark.parametrize("name", ["team_event", "event_register", "event_attest", "event_book_people"])
def test_the_pages_of_an_event_cost_the_same_for_many_people_as_for_few(world: World, name: str) -> None:
    event = register(world, "therapist")
    page, client = reverse(name, args=[event.public_id]), world.client("coordinator")
    before = statements(client, page)
    for _more in range(12):
        BookingFactory(event=event, user=MembershipFactory(team=world.east).user)
        MembershipFactory(team=world.east)
    assert statements(client, page) == before


@pytest.mark.parametrize("page", ["/events/", "/team/events/"])
def test_the_lists_cost_the_same_for_many_events_as_for_few(world: World, page: str) -> None:
    client = world.client("coordinator")
    BookingFactory(event=LiveEventFactory(), user=world.coordinator)
    before = statements(client, page)
    for _more in range(8):
        BookingFactory(event=LiveEventFactory(days=[5, 6]), user=world.coordinator)
        LiveEventFactory()
    assert statements(client, page) == before


def statements(client: Client, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    return len(queries)


def test_ones_events_leave_with_ones_own_data_and_nobody_elses(world: World) -> None:
    event = register(world, "therapist", "teammate", on=-2)
    EventOutcomeFactory(event=event, user=world.therapist, attested_by=world.coordinator, result="partial", minutes=90)
    (row,) = own(world.therapist, "en")["live_events"]
    assert (row["code"], row["days"], row["attested"]) == (
        "BST",
        [today(-2).isoformat()],
        [f"{today()}, In part, 90 min"],
    )
    assert own(world.supervisor, "en")["live_events"] == []
