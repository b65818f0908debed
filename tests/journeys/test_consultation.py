"""An expert logs the weekly call, a supervisor a crisis call on a phone, and a note is confirmed by the expert."""

import re

import pytest
from playwright.sync_api import Page, expect

from supervision.models import ConsultationNote, CrisisConsultation
from tests.journeys.conftest import Open
from tests.personas import World
from tests.supervision.furnished.a_cases import keep_records, make_case

PHONE = {"width": 390, "height": 844}
CALL_CLICKS, CRISIS_TAPS = 5, 6


@pytest.fixture
def ready(places: World) -> World:
    """A schedule is set, and the therapist has a case."""
    keep_records(places)
    places.records["case"] = make_case(places)
    return places


class Taps:
    """Counts what is tapped; typing is not counted."""

    def __init__(self, page: Page, start: str) -> None:
        self.page, self.made = page, 0
        page.goto(start)

    def __call__(self, name: str | re.Pattern[str]) -> None:
        found = self.page.get_by_role("link", name=name).or_(self.page.get_by_role("button", name=name))
        found.locator("visible=true").first.click()
        self.made += 1

    def on(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.made += 1


def write_the_call(page: Page) -> None:
    page.locator("[name=end]").fill(page.locator("[name=start]").input_value())
    page.locator("[name=themes]").fill("Plans depend on one adult")


def test_an_expert_logs_the_weekly_call(ready: World, visit: Open) -> None:
    tap = Taps(visit(ready, "expert"), "/supervision/")
    tap("My teams at a glance")
    expect(tap.page.get_by_role("heading", name="Northmoor East")).to_be_visible()
    tap("Log the call")
    write_the_call(tap.page)
    tap.on(".casepart summary")
    tap.page.locator(".casepart textarea").first.fill("Ask caregivers A and B apart")
    expect(tap.page.locator("#draft-state")).to_contain_text("Draft saved", timeout=10_000)
    tap("Look over and finish")
    expect(tap.page.get_by_text("Ask caregivers A and B apart")).to_be_visible()
    tap("Make final")
    expect(tap.page.get_by_text("The note is final.")).to_be_visible()
    assert ConsultationNote.objects.filter(state="final", finalised_by=ready.expert).count() == 1
    assert tap.made <= CALL_CLICKS


def test_a_supervisor_logs_a_crisis_call_on_a_phone(ready: World, visit: Open) -> None:
    page = visit(ready, "supervisor", viewport=PHONE, has_touch=True, is_mobile=True)
    tap = Taps(page, "/supervision/")
    tap("Log a crisis call")
    page.locator("[name=case]").select_option(index=1)
    tap.made += 1
    page.locator("[name=question]").fill("YP out, caregiver wants to search alone")
    page.locator("[name=advice]").fill("Safety plan, step 3. Do not search alone")
    tap.on("[name=route][value=yes]")
    expect(page.locator("[name=route_time]")).not_to_have_value("")
    tap("Save and look over")
    tap("Make final")
    expect(page.get_by_text("The call is final.")).to_be_visible()
    call = CrisisConsultation.objects.get(state="final")
    assert (call.caller, call.follow_up_by, call.is_late) == (ready.therapist, ready.therapist, False)
    assert tap.made <= CRISIS_TAPS


def test_a_supervisor_writes_for_the_expert_who_confirms(ready: World, visit: Open) -> None:
    mine = Taps(visit(ready, "supervisor"), "/supervision/consultation/")
    mine("Write the note")
    write_the_call(mine.page)
    mine("Look over and finish")
    mine("Send to Dr Helga Stroud")
    expect(mine.page.get_by_text("Sent. Dr Helga Stroud confirms it.")).to_be_visible()
    theirs = Taps(visit(ready, "expert"), "/supervision/consultation/")
    theirs(re.compile("20[0-9][0-9]"))
    theirs("Look over and finish")
    theirs("Confirm and make final")
    expect(theirs.page.get_by_text("confirmed by Dr Helga Stroud")).to_be_visible()
    team = visit(ready, "teammate")
    team.goto("/supervision/consultation/")
    team.get_by_role("link", name=re.compile("20[0-9][0-9]")).click()
    expect(team.get_by_text("Plans depend on one adult")).to_be_visible()
