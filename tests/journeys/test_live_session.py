"""A group session in a browser: by keyboard alone, with a colleague in the same case, without a connection."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from supervision.models import Action, SessionCase, SupervisionSession
from supervision.reading import unread
from supervision.services import sessions
from supervision.services.cases import open_case
from tests.factories import AdaptationFactory, today
from tests.journeys.conftest import Open
from tests.personas import World
from tests.supervision.furnished.a_cases import keep_records

GOAL = {"key": "a" * 32, "text": "A leaves, B takes over", "driver": "", "overarching": "", "weeks": 0}


def team_with(world: World, cases: int) -> SupervisionSession:
    """Begun, each case with a goal of last week."""
    keep_records(world)
    adaptation = AdaptationFactory()
    for number in range(cases):
        therapist = world.therapist if number % 2 else world.teammate
        given = {"team": world.east, "adaptation": adaptation, "age_band": "13_14", "opened_week": today(-28)}
        open_case(actor=therapist, therapist=therapist, **given)
    session = sessions.open_now(actor=world.supervisor, team=world.east)
    with unread():
        for row in session.cases.all():
            row.last_goals = [GOAL]
            row.save()
    return session


@pytest.fixture
def one_case(places: World) -> SessionCase:
    return team_with(places, 1).cases.get()


def to_editor(page: Page, row: SessionCase) -> Page:
    page.goto(f"/supervision/sessions/{row.session_id}/{row.case_id}/")
    return page


def words(row: SessionCase, name: str) -> object:
    with unread():
        return getattr(SessionCase.objects.get(pk=row.pk), name)


def test_a_supervisor_writes_up_17_cases_by_keyboard_alone(places: World, visit: Open) -> None:
    session = team_with(places, 17)
    page = visit(places, "supervisor")
    page.goto("/supervision/")
    page.get_by_role("button", name="Go on writing up").focus()
    page.keyboard.press("Enter")
    keys = 0
    for number in range(17):
        page.wait_for_selector("#case-form")
        before = page.url
        for key in ("Alt+1", "2", "c", "Alt+2"):
            page.keyboard.press(key)
            if key == "2":
                expect(page.locator("[data-goal] input[value=partly]")).to_be_checked()
                page.locator("[data-goal] input[value=partly]").focus()
            keys += 1
        page.keyboard.insert_text(f"Evening {number} was calm")
        page.keyboard.press("Control+Enter")
        keys += 1
        page.wait_for_url(lambda url, before=before: url != before)
    assert keys <= 17 * 10
    expect(page.get_by_role("heading", level=1, name="Finish and share")).to_be_visible()
    page.get_by_role("button", name="Share with the team").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Shared with the team.")).to_be_visible()
    with unread():
        rows = list(SessionCase.objects.filter(session=session))
        assert all(row.advances.startswith("Evening") and row.is_discussed for row in rows)
        assert all(row.last_goals[0]["outcome"] == "partly" for row in rows)
        assert all([goal["carries"] for goal in row.next_goals] == [GOAL["key"]] for row in rows)


def test_two_in_one_case_see_both_texts_and_keep_both(places: World, one_case: SessionCase, visit: Open) -> None:
    mine, theirs = to_editor(visit(places, "supervisor"), one_case), to_editor(visit(places, "expert"), one_case)
    theirs.locator("#id_barriers").fill("B comes home late")
    theirs.get_by_role("button", name="Save", exact=True).last.click()
    expect(theirs.locator("#save-state")).to_contain_text("Saved")
    mine.locator("#id_barriers").fill("No shared plan yet")
    mine.get_by_role("button", name="Save", exact=True).last.click()
    expect(mine.get_by_role("heading", name="Dr Helga Stroud saved this too")).to_be_visible()
    expect(mine.locator(".conflict")).to_contain_text("B comes home late")
    mine.get_by_role("button", name="Save", exact=True).last.click()
    expect(mine.locator(".conflict")).to_have_count(0)
    assert words(one_case, "barriers") == "B comes home late\n\nNo shared plan yet"


def test_a_lost_connection_loses_no_letter(places: World, one_case: SessionCase, visit: Open) -> None:
    page = to_editor(visit(places, "supervisor"), one_case)
    page.context.set_offline(True)
    page.locator("#id_advances").press_sequentially("Three calm evenings")
    expect(page.locator("#save-state")).to_contain_text("Not saved: no connection, still trying")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.locator("#id_advances")).to_have_value("Three calm evenings")
    page.locator("#id_barriers").fill("And one that was not")
    page.context.set_offline(False)
    expect(page.locator("#save-state")).to_contain_text("Draft saved")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.locator("#save-state")).to_contain_text("Saved,")
    assert (words(one_case, "advances"), words(one_case, "barriers")) == ("Three calm evenings", "And one that was not")


def test_a_case_is_written_up_without_javascript(places: World, one_case: SessionCase, visit: Open) -> None:
    page = to_editor(visit(places, "supervisor", java_script_enabled=False), one_case)
    page.get_by_label("Partly met").check()
    page.locator("#id_advances").fill("Two calm evenings")
    page.get_by_role("button", name="A leaves, B takes over").click()
    expect(page.locator("[data-rows] [name=next-0-text]")).to_have_value("A leaves, B takes over")
    page.locator("#id_quick").fill("@amara phone school fri")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#quick-meant")).to_contain_text("Amara")
    assert not Action.objects.exists()
    page.get_by_role("button", name="Add it").click()
    expect(page.locator("#actions")).to_contain_text("phone school")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.locator("#save-state")).to_contain_text("Saved,")
    assert words(one_case, "advances") == "Two calm evenings"
    assert Action.objects.count() == 1
