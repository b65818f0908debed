"""The coordinator's morning in clicks and keys: chase, assign, report, and everything at a glance."""

import re

import pytest
from playwright.sync_api import Page, expect

from pathways.models import Assignment, Round
from people.models import Notification
from tests.journeys.conftest import Open
from tests.journeys.test_roles_and_clicks import Clicks
from tests.pathways.factories import make_requirement
from tests.pathways.standing import asked, stands
from tests.personas import World


@pytest.fixture
def late(places: World) -> World:
    """Two of Northmoor East have something to do."""
    safety = asked(places.northmoor)
    stands(places.therapist, safety, "overdue", due=-4)
    stands(places.teammate, safety, "due", due=3)
    return places


def tabs_to(page: Page, name: str) -> int:
    """How often Tab is pressed, from the main part that the skip link leads to, until the thing has the focus."""
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    for presses in range(1, 20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip().startswith(name):
            return presses
    raise AssertionError(f"{name!r} is not reached")


def test_everyone_late_is_reminded_with_one_click_and_undone_with_another(late: World, visit: Open) -> None:
    click = Clicks(visit(late, "coordinator"))
    click("Remind 2 people")
    assert click.made == 1
    expect(click.page.get_by_text("2 people will be reminded.")).to_be_visible()
    assert Notification.objects.filter(kind="pathways.reminder").count() == 2
    click("Undo")
    expect(click.page.get_by_text("Undone. 2 people are not reminded.")).to_be_visible()
    assert not Notification.objects.filter(kind="pathways.reminder").exists()


def test_undo_goes_away_when_its_time_is_up(late: World, visit: Open) -> None:
    page = visit(late, "coordinator")
    page.clock.install()
    page.goto("/team/")
    page.get_by_role("button", name="Remind 2 people").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.clock.run_for(11_000)
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)


def test_reminding_works_without_scripts_and_the_button_counts_with_them(late: World, visit: Open) -> None:
    page = visit(late, "coordinator")
    page.goto("/team/")
    page.get_by_label("Remind Tom Ashdown").uncheck()
    expect(page.get_by_role("button", name="Remind 1 person")).to_be_visible()
    plain = visit(late, "coordinator", java_script_enabled=False)
    plain.goto("/team/")
    plain.get_by_label("Remind Tom Ashdown").uncheck()
    plain.locator("#chase-form button").click()
    assert "1 person will be reminded." in plain.content()
    plain.get_by_role("button", name="Undo").click()
    assert Round.objects.get().undone_at is not None


def test_any_number_of_people_is_assigned_to_in_three_clicks(late: World, visit: Open) -> None:
    make_requirement(late, "booster", by_audience=False)
    page = visit(late, "coordinator")
    click = Clicks(page)
    page.goto("/team/")
    click("Assign")
    page.get_by_label("What").select_option(label="Booster")
    page.get_by_label("Role").select_option(label="Therapist")
    click("Check who it is")
    people = page.locator("[name=people]").count()
    assert people >= 2
    click(f"Assign to {people} people")
    assert click.made == 3
    expect(page.get_by_text(f"Assigned to {people} people.")).to_be_visible()
    assert Assignment.objects.standing().count() == people


def test_commissioners_report_is_two_clicks_away_as_pdf(late: World, visit: Open) -> None:
    click = Clicks(visit(late, "coordinator"))
    click("Commissioner report")
    with click.page.expect_download() as saved:
        click("Save PDF")
    assert click.made == 2
    assert re.fullmatch(r"hearth-training-report-\d{4}-q\d\.pdf", saved.value.suggested_filename)


def test_all_teams_and_all_requirements_are_one_click_away(late: World, visit: Open) -> None:
    click = Clicks(visit(late, "coordinator"))
    click("Team")
    assert click.made == 1
    expect(click.page.get_by_role("rowheader", name=re.compile("^Northmoor East"))).to_be_visible()
    expect(click.page.get_by_role("columnheader", name="Safety planning")).to_be_visible()


@pytest.mark.parametrize(("name", "most"), [("Remind 2 people", 6), ("Commissioner report", 4)])
def test_the_morning_by_keys(late: World, visit: Open, name: str, most: int) -> None:
    page = visit(late, "coordinator")
    page.goto("/team/")
    assert tabs_to(page, name) <= most
