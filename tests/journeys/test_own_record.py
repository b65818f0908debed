"""One's own record: a reflection on a phone, a regulator's rules, the export, and taking it all along in two clicks."""

import re

from playwright.sync_api import expect

from cpd.models import CPDEntry
from tests.cpd.factories import automatic
from tests.journeys.conftest import Open
from tests.journeys.test_roles_and_clicks import Clicks
from tests.personas import World


def test_a_therapist_reflects_on_a_phone_chooses_the_hcpc_and_exports(places: World, visit: Open) -> None:
    made = automatic(places.therapist)
    page = visit(places, "therapist", viewport={"width": 390, "height": 844})
    page.goto("/record/cpd/")
    page.get_by_role("link", name="Add a reflection").click()
    page.get_by_label("What I make of it").fill("FERN-204 taught me to say less.")
    page.get_by_label("Benefit to service users").fill("Families lead.")
    page.get_by_role("button", name="Save to my log").click()
    expect(page.locator(".wrongs")).to_contain_text("case code")
    expect(page.get_by_label("Benefit to service users")).to_have_value("Families lead.")
    page.get_by_label("What I make of it").fill("I say less.")
    page.get_by_role("button", name="Save to my log").click()
    expect(page.get_by_text("Saved to your log.")).to_be_visible()
    assert CPDEntry.objects.get(pk=made.pk).learnt == "I say less."
    page.get_by_label("Regulator or professional body").select_option("hcpc")
    page.get_by_role("button", name="Count by these").click()
    expect(page.get_by_role("heading", name="HCPC")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="PDF", exact=True).click()
    assert re.fullmatch(r"cpd-log-[\d-]+\.pdf", download.value.suggested_filename)


def test_the_whole_training_record_is_two_clicks_away(places: World, visit: Open) -> None:
    click = Clicks(visit(places, "therapist"))
    click("Open my record")
    with click.page.expect_download() as download:
        click("Download my training record")
    assert download.value.suggested_filename.endswith(".pdf")
    assert click.made == 2
