"""Somebody reads a notice and turns the daily e-mail off; a calendar address is made and renewed."""

from __future__ import annotations

from playwright.sync_api import expect

from learning.notice_kinds import ANSWERED, NOTICED
from people.models import MailChoice, Notification
from people.services.notifying import notify
from tests.journeys.conftest import Open
from tests.personas import World


def test_a_person_reads_a_notice_and_turns_the_digest_off(places: World, visit: Open) -> None:
    notify(to=places.therapist, kind=NOTICED.code, key="1", href="/library/", params={"title": "Sleep plan"})
    notify(to=places.therapist, kind=ANSWERED.code, key="1")
    page = visit(places, "therapist", viewport={"width": 390, "height": 844})
    page.goto("/today/")
    page.get_by_role("link", name="2 new notices").click()
    page.get_by_role("button", name="A reader noticed something on “Sleep plan”.").click()
    page.wait_for_url("**/library/")
    page.locator("summary", has=page.locator(".count")).click()
    page.get_by_role("link", name="Notices 1").click()
    expect(page.get_by_text("1 is new.")).to_be_visible()

    page.get_by_role("link", name="Choose what comes by e-mail, and when").click()
    page.get_by_label("Writing and reviewing").select_option(label="On this site only")
    page.get_by_label("No e-mail from").fill("19:00")
    page.get_by_label("until", exact=True).fill("07:00")
    page.get_by_label("The daily e-mail comes at").fill("23:00")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("This is within the hours without e-mail.").first).to_be_visible()
    expect(page.get_by_label("Writing and reviewing")).to_have_value("here")
    page.get_by_label("The daily e-mail comes at").fill("09:15")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your choices are saved.")).to_be_visible()
    assert MailChoice.objects.get(user=places.therapist).way == "here"
    assert Notification.objects.new().get(user=places.therapist).kind == ANSWERED.code


def test_a_calendar_address_is_made_and_renewed(places: World, visit: Open) -> None:
    page = visit(places, "therapist")
    page.goto("/me/calendar/")
    page.get_by_role("button", name="Make a secret address").click()
    address = page.get_by_label("Secret address")
    first = address.input_value()
    page.get_by_role("button", name="Copy the address").click()
    expect(page.get_by_role("status").filter(has_text="It is marked: copy it with Ctrl+C.")).to_be_visible()
    page.get_by_role("button", name="Renew the address").click()
    expect(page.get_by_text("Your calendar has a new address.")).to_be_visible()
    assert address.input_value() != first
