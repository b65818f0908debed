"""What is agreed in supervision is met on Today, learnt, and stands done with its score where it was agreed."""

from __future__ import annotations

from playwright.sync_api import expect

from learning.models import Attempt, Enrolment
from learning.services.completion import complete
from tests.content import make_edition, make_module
from tests.factories import today
from tests.journeys.conftest import Open
from tests.personas import World
from tests.supervision.furnished import a_cases


def test_an_agreed_module_comes_back_as_done_with_its_score(places: World, visit: Open) -> None:
    a_cases.keep_records(places)
    case = a_cases.make_case(places)
    edition = make_edition(make_module("M7", title="Finding the fit together"))
    words = "Learn to find the fit before the next visit"

    supervisor = visit(places, "supervisor")
    supervisor.goto(f"/supervision/actions/new/{places.east.public_id}/")
    supervisor.locator("[name=owner]").select_option(label=places.therapist.name)
    supervisor.locator("[name=text]").fill(words)
    supervisor.locator("[name=due_on]").fill(today(5).isoformat())
    supervisor.locator("[name=case]").select_option(label=case.code)
    supervisor.locator("[name=learning]").select_option(label="Finding the fit together")
    supervisor.get_by_role("button", name="Agree", exact=True).click()
    supervisor.wait_for_url("**/supervision/actions/")

    therapist = visit(places, "therapist", viewport={"width": 390, "height": 844})
    therapist.goto("/today/")
    agreed = therapist.locator("section", has=therapist.get_by_role("heading", name="From supervision"))
    expect(agreed.get_by_role("link", name="Finding the fit together")).to_be_visible()
    expect(therapist.get_by_text(words)).to_have_count(0)
    assert therapist.evaluate("document.documentElement.scrollWidth <= innerWidth")

    enrolment = Enrolment.objects.open().of(places.therapist).get(module_key=edition.module_key)
    attempt = Attempt.objects.create(
        enrolment=enrolment, number=1, language="en", seed=1, questions=[], pass_mark=80, score=88, passed=True
    )
    complete(actor=places.therapist, attempt=attempt)

    therapist.reload()
    expect(agreed.get_by_role("link", name="Finding the fit together")).to_have_count(0)
    supervisor.goto("/supervision/actions/")
    done = supervisor.get_by_role("listitem").filter(has_text=words)
    expect(done).to_contain_text("Done")
    expect(done).to_contain_text("88 per cent")
