"""A therapist prepares five cases on a phone, a quick note falling into one of them; once more without JavaScript."""

import pytest
from playwright.sync_api import expect

from supervision.models import CaseReview, QuickNote
from tests.journeys.conftest import Open
from tests.personas import World
from tests.supervision.furnished.a_cases import keep_records
from tests.supervision.furnished.prep import begun

PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.mark.parametrize("scripts", [True, False])
def test_five_cases_are_prepared_on_a_phone(taught: World, visit: Open, scripts: bool) -> None:
    keep_records(taught)
    reviews = [begun(taught) for _number in range(5)]
    page = visit(taught, "therapist", java_script_enabled=scripts, **PHONE)
    page.goto("/today/")
    page.get_by_role("link", name="Note", exact=True).last.click()
    page.get_by_label("For you alone").fill("Caregiver B rang at nine as agreed.")
    page.get_by_label(reviews[0].case.code).check()
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("heading", name="My quick notes")).to_be_visible()
    assert QuickNote.objects.count() == 1

    page.goto("/today/")
    page.get_by_role("link", name="Prepare your cases").click()
    expect(page.get_by_text("Caregiver B rang at nine as agreed.")).to_be_visible()
    page.get_by_role("link", name=f"Look over {reviews[0].case.code}").click()
    page.get_by_role("button", name="Put it there").click()
    expect(page.get_by_role("textbox", name="Question for supervision")).to_have_value(
        "How do I keep B from taking over?\nCaregiver B rang at nine as agreed."
    )
    page.get_by_role("button", name="Peers").click()
    page.get_by_label("Driver", exact=True).last.fill("Friends call after nine")
    page.get_by_label("How do you know?").last.fill("Two evenings, seen by caregiver A")
    if scripts:
        expect(page.get_by_text("Draft saved").last).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_text("Saved.")).to_be_visible()

    page.goto("/supervision/prep/")
    page.get_by_role("button", name="Send 5 summaries").click()
    expect(page.get_by_text("5 summaries sent.")).to_be_visible()
    assert CaseReview.objects.filter(state="submitted").count() == 5
    assert QuickNote.objects.get().used_in_id == reviews[0].pk
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
