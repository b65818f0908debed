"""A supervisor opens a case, hands it over and closes it."""

from playwright.sync_api import expect

from supervision.models import CaseReference
from tests.factories import AdaptationFactory
from tests.journeys.conftest import Open
from tests.personas import World
from tests.supervision.furnished.a_cases import keep_records


def test_a_supervisor_opens_a_case_hands_it_over_and_closes_it(places: World, visit: Open) -> None:
    keep_records(places)
    AdaptationFactory()
    page = visit(places, "supervisor")
    page.goto("/supervision/")
    page.get_by_role("link", name="Open a case").first.click()
    page.get_by_label("Adaptation", exact=True).select_option(index=1)
    page.get_by_label("13–14").check()
    page.get_by_label("Therapist", exact=True).select_option(label=places.therapist.name)
    page.get_by_role("button", name="Open the case").click()
    code = page.locator("h1").inner_text()
    expect(page.get_by_text("Its code is below")).to_be_visible()
    page.get_by_role("link", name="Hand over").click()
    page.get_by_label("New therapist").select_option(label=places.teammate.name)
    page.get_by_role("button", name="Hand over").click()
    expect(page.locator(".eyebrow").first).to_contain_text(places.teammate.name)
    page.get_by_role("link", name="Move on").click()
    page.get_by_label("Closed: treatment has ended").check()
    page.get_by_role("button", name="Move it").click()
    expect(page.get_by_text("no longer written")).to_be_visible()
    assert CaseReference.objects.get(code=code).status == "closed"
