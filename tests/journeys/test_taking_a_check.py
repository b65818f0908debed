"""A final check with all seven kinds of question: answered on one device, gone on with and sent on another."""

import uuid
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from learning.models import Attempt, Edition, EditionUnit
from learning.services import enrolments, progress
from tests.factories import make_edition, make_module, make_question
from tests.journeys.conftest import Open
from tests.journeys.learning import answer, keys_on
from tests.personas import World

HALF = 4


def part(type_: str, **value: Any) -> dict[str, Any]:
    return {"type": type_, "id": str(uuid.uuid4()), "value": {"feedback": f"On {next(iter(value.values()))}.", **value}}


def choices(**right: bool) -> list[dict[str, Any]]:
    return [part("option", text=text, correct=correct, credit=None) for text, correct in right.items()]


KINDS = {
    "single": choices(Evidence=True, Guess=False, Label=False),
    "multiple": choices(Home=True, School=True, Weather=False, Luck=False),
    "truefalse": choices(True_=False, False_=True),
    "matching": [*[part("pair", left=f"Left {s}", right=f"Right {s}") for s in "abc"], part("distractor", text="None")],
    "ordering": [part("item", text=f"Step {name}") for name in ("one", "two", "three", "four")],
    "numeric": [part("number", value="24", tolerance="0", credit=None)],
    "short": [part("accepted", text="enactment", credit=None)],
}


@pytest.fixture
def check(places: World) -> str:
    """Where the therapist takes a check of seven questions, one of each kind; its one unit is done."""
    module = make_module("C1", units=1, questions=0, draw=len(KINDS))
    for number, (kind, options) in enumerate(KINDS.items(), 1):
        make_question(module, number=number, kind=kind, options=options, stem=f"About {kind}?")
    edition: Edition = make_edition(module)
    enrolments.start(actor=places.therapist, module_key=edition.module_key)
    progress.complete_unit(actor=places.therapist, unit=EditionUnit.objects.get(edition=edition))
    return reverse("final_check", args=["module-c1"])


def given(page: Page) -> dict[str, list[str]]:
    """What the form holds, question by question, whatever the kind."""
    pairs = page.evaluate("[...new FormData(document.querySelector('#check-form'))].map(pair => pair.map(String))")
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        if name.startswith("q-") and value:
            found.setdefault(name[2:], []).append(value)
    return found


def fields(page: Page, key: str) -> str:
    return page.locator(f'main [name="q-{key}"]').first.evaluate("field => field.type")


def send(page: Page) -> None:
    """Look everything over, then send it."""
    page.get_by_role("button", name="Look over and send").click()
    expect(page.get_by_text(f"{len(KINDS)} of {len(KINDS)} answered.")).to_be_visible()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", level=1, name="You passed. Well done.")).to_be_visible()
    attempt = Attempt.objects.get()
    assert (attempt.score, set(attempt.credits.values())) == (100, {1.0})


def test_a_check_of_all_kinds_without_scripts_goes_on_on_another_device(places: World, check: str, visit: Open) -> None:
    phone = visit(places, "therapist", java_script_enabled=False, viewport={"width": 390, "height": 844})
    phone.goto(check)
    phone.get_by_role("button", name="Begin").click()
    keys = keys_on(phone)
    assert len(keys) == len(KINDS)
    assert {fields(phone, key) for key in keys} == {"radio", "checkbox", "select-one", "text"}
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for key in keys[:HALF]:
        answer(phone, key, right=True)
    before = given(phone)
    phone.get_by_role("button", name="Save for later").click()
    expect(phone.get_by_text("Saved. You can go on later, on any device.")).to_be_visible()

    desk = visit(places, "therapist", java_script_enabled=False)
    desk.goto(check)
    expect(desk.get_by_text(f"{HALF} answered so far.")).to_be_visible()
    assert given(desk) == before
    desk.get_by_role("button", name="Look over and send").click()
    desk.get_by_role("button", name="Send my answers").click()
    expect(desk.get_by_role("alert")).to_contain_text("Some questions have no answer yet")
    assert given(desk) == before
    for key in keys[HALF:]:
        answer(desk, key, right=True)
    send(desk)


def test_each_answer_is_saved_as_it_is_given_and_nothing_has_to_be_pressed(
    places: World, check: str, visit: Open
) -> None:
    phone = visit(places, "therapist", viewport={"width": 390, "height": 844})
    phone.goto(check)
    phone.get_by_role("button", name="Begin").click()
    keys = keys_on(phone)
    for number, key in enumerate(keys, 1):
        answer(phone, key, right=True)
        phone.locator(f"#question-{number} h2, #question-{number} legend").first.click()
        expect(phone.locator(f"#question-{number} .savestate")).to_have_text("Saved")
    before = given(phone)
    assert set(before) == set(keys)

    desk = visit(places, "therapist")
    desk.goto(check)
    assert given(desk) == before
    send(desk)


def test_an_answer_that_did_not_arrive_says_so_and_stays(places: World, check: str, visit: Open) -> None:
    phone = visit(places, "therapist")
    phone.goto(check)
    phone.get_by_role("button", name="Begin").click()
    key = keys_on(phone)[0]
    phone.route("**/answers/", lambda route: route.fulfill(status=503, body="Away"))
    answer(phone, key, right=True)
    phone.locator("h1").click()
    expect(phone.locator("#question-1 .savestate")).to_contain_text("Not saved. Your answer is still here")
    assert given(phone)[key]
    phone.unroute("**/answers/")
    phone.get_by_role("button", name="Save for later").click()
    expect(phone.get_by_text("1 answered so far.")).to_be_visible()
