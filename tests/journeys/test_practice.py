"""A supervisor signs off in two clicks, both sign a plan, a sheet of scores is pasted into the grid."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from supervision.models import DevelopmentPlan, MeasureScore, SignOff
from tests.factories import today
from tests.journeys.conftest import Open
from tests.personas import World
from tests.supervision.furnished import a_cases, practice


@pytest.fixture
def practised(places: World) -> World:
    """The places with the therapist's observation, plan and scores."""
    a_cases.keep_records(places)
    practice.furnish(places)
    return places


def test_a_supervisor_signs_off_a_skill_in_two_clicks(practised: World, visit: Open) -> None:
    page = visit(practised, "supervisor")
    page.goto(f"/supervision/people/{practised.therapist.public_id}/sign-off/")
    first = page.locator("section.skill").first
    expect(first.get_by_role("heading")).to_have_text("Closing an enactment on something achieved")
    first.get_by_label("Demonstrated").check()
    page.get_by_role("button", name="Confirm sign-offs").click()
    expect(page.get_by_text("One skill has been signed off.")).to_be_visible()
    assert SignOff.objects.filter(skill="closing", rating="demonstrated").count() == 1


def test_both_sign_a_plan(practised: World, visit: Open) -> None:
    plan = practised.records["plan"]
    for persona in ("therapist", "supervisor"):
        page = visit(practised, persona, viewport={"width": 390, "height": 844})
        page.goto(f"/supervision/plans/{plan.pk}/")
        page.get_by_role("button", name="Sign", exact=True).click()
        expect(page.get_by_text("Kept.")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert DevelopmentPlan.objects.get().state == "agreed"


def test_a_supervisor_pastes_a_block_of_scores_into_the_grid(practised: World, visit: Open) -> None:
    page = visit(practised, "supervisor")
    page.goto("/supervision/measures/grid/")
    month = f"{today():%Y%m}"
    page.locator(f"#value-{practised.teammate.public_id.hex}-{month}").focus()
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
        }""",
        "0.62\t3\n",
    )
    page.get_by_role("button", name="Save the scores").click()
    expect(page.get_by_text("One score is stored.")).to_be_visible()
    kept = MeasureScore.objects.get(subject=practised.teammate)
    assert (str(kept.value), kept.n) == ("0.62", 3)
