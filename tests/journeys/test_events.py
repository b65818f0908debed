"""A booster from planning to certificates: planned, booked on a phone, a register by square and toggles, attested."""

from __future__ import annotations

import io
import re

import zxingcpp
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect

from events.models import EventDay, LiveEvent
from learning.models import Certificate
from tests.events.factories import BookingFactory, LiveEventFactory
from tests.factories import today
from tests.journeys.conftest import Open
from tests.personas import World

PHONE = {"viewport": {"width": 390, "height": 844}}


def test_a_booster_runs_from_planning_to_certificates(places: World, visit: Open) -> None:
    desk = visit(places, "coordinator")
    event = plan(desk)
    phone = visit(places, "therapist", **PHONE)
    phone.goto("/events/")
    phone.get_by_role("link", name="Booster: the second adult").click()
    expect(phone.get_by_text("Ask at the desk")).to_have_count(0)
    phone.get_by_role("button", name="Book my place").click()
    expect(phone.get_by_text("Ask at the desk")).to_be_visible()
    book_teammate(desk, event, places)
    EventDay.objects.filter(event=event).update(on=today())
    scan_and_sign_in(desk, phone, event)
    mark_and_attest(visit(places, "coordinator", **PHONE), event)
    phone.goto("/record/")
    expect(phone.get_by_text("Booster: the second adult").first).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert list(Certificate.objects.values_list("holder__name", "module_code")) == [("Amara Oyelaran", "BST")]


def plan(desk: Page) -> LiveEvent:
    desk.goto("/team/events/")
    desk.get_by_role("link", name="Plan an event").click()
    desk.get_by_label("Kind").select_option("booster")
    desk.get_by_label("Title", exact=True).fill("Booster: the second adult")
    desk.get_by_label("Code").fill("BST")
    desk.get_by_label("Given by").fill("Network partner")
    desk.get_by_label("Day", exact=True).fill(today(7).isoformat())
    desk.get_by_label("From").fill("09:30")
    desk.get_by_label("Until").fill("16:30")
    desk.get_by_label("Joining details").fill("Ask at the desk")
    desk.get_by_label(re.compile("^Places")).fill("12")
    desk.get_by_role("button", name="Save the event").click()
    expect(desk.get_by_role("link", name="Place: Say where people meet.")).to_be_visible()
    desk.get_by_label(re.compile("^Place ")).fill("Northmoor House")
    desk.get_by_role("button", name="Save the event").click()
    expect(desk.get_by_text("Saved: Booster: the second adult.")).to_be_visible()
    return LiveEvent.objects.get()


def book_teammate(desk: Page, event: LiveEvent, places: World) -> None:
    desk.goto(f"/team/events/{event.public_id}/")
    desk.get_by_role("link", name="Book people").click()
    desk.get_by_label(re.compile(places.teammate.name)).check()
    desk.get_by_role("button", name="Book them").click()
    expect(desk.get_by_text("1 person has a place.")).to_be_visible()


def scan_and_sign_in(desk: Page, phone: Page, event: LiveEvent) -> None:
    """The square on the screen, read as a phone's camera reads it."""
    desk.goto(f"/team/events/{event.public_id}/register/room/")
    seen = Image.open(io.BytesIO(desk.locator(".square").screenshot()))
    phone.goto(zxingcpp.read_barcodes(seen)[0].text)
    phone.get_by_role("button", name="I am here").click()
    expect(phone.get_by_text("You are signed in for today.")).to_be_visible()


def mark_and_attest(phone: Page, event: LiveEvent) -> None:
    phone.goto(f"/team/events/{event.public_id}/register/")
    expect(phone.get_by_text(re.compile("signed in [0-9:]+"))).to_be_visible()
    phone.get_by_role("group", name=re.compile("Tom Ashdown")).get_by_label("Absent").check()
    phone.get_by_role("button", name="Save, and mark all who signed in as there").click()
    expect(phone.get_by_text("Saved: 2 marks are new.")).to_be_visible()
    phone.goto(f"/team/events/{event.public_id}/")
    phone.get_by_role("link", name="Attest attendance").click()
    phone.get_by_role("button", name="Attest for 2 people").click()
    expect(phone.get_by_text("Attested for 2 people.")).to_be_visible()
    assert timezone.localdate() == event.outcomes_attested.first().on


def test_the_register_is_taken_without_a_script(places: World, visit: Open) -> None:
    event = LiveEventFactory(organisation=places.northmoor, days=[0])
    BookingFactory(event=event, user=places.therapist)
    page = visit(places, "coordinator", java_script_enabled=False, **PHONE)
    page.goto(f"/team/events/{event.public_id}/register/")
    page.get_by_label("In part").check()
    page.get_by_label("Minutes").fill("90")
    page.get_by_role("button", name="Save register").click()
    expect(page.get_by_text("Saved: 1 mark is new.")).to_be_visible()
    expect(page.get_by_label("Minutes")).to_have_value("90")
