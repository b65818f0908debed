"""An hour of break-glass from asking to its end, and a disposal that takes two people."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from supervision.due import plus_years
from supervision.models import BreakGlass, CaseReference, CaseReview, DisposalStub
from supervision.services import reviews
from tests.factories import today
from tests.journeys.conftest import Open
from tests.personas import World
from tests.supervision.conftest import full_sections
from tests.supervision.furnished.a_cases import keep_records, make_case


@pytest.fixture
def summed_up(places: World) -> World:
    """A case with a summary that was submitted."""
    world = places
    keep_records(world)
    case = world.records["case"] = make_case(world)
    review = reviews.begin(actor=world.therapist, case=case, week=today())
    reviews.save_sections(actor=world.therapist, review=review, version=1, sections=full_sections(question="How now?"))
    reviews.submit(actor=world.therapist, review=review, version=2)
    return world


def test_break_glass_from_asking_to_the_end_of_the_hour(summed_up: World, visit: Open) -> None:
    manager = visit(summed_up, "manager", viewport={"width": 390, "height": 800})
    manager.goto("/supervision/break-glass/")
    manager.get_by_label("Case code or e-mail address").fill(summed_up.records["case"].code)
    manager.get_by_label("Reason").fill("Both the supervisor and the back-up are away today.")
    manager.get_by_role("button", name="Ask for one hour").click()
    expect(manager.get_by_text("to decide")).to_be_visible()

    lead = visit(summed_up, "ig")
    lead.goto("/supervision/keeping/")
    lead.get_by_role("link", name="Break-glass access").first.click()
    lead.get_by_role("button", name="Open for one hour").click()
    expect(lead.get_by_text("Those concerned have been told")).to_be_visible()

    manager.goto("/supervision/break-glass/")
    manager.get_by_role("link", name="Read").click()
    expect(manager.get_by_text("How now?")).to_be_visible()
    expect(manager.get_by_text("Those concerned know")).to_be_visible()

    therapist = visit(summed_up, "therapist")
    therapist.goto("/supervision/break-glass/")
    expect(therapist.get_by_text(f"Opened for {summed_up.manager.name}")).to_be_visible()

    BreakGlass.objects.update(ends_at=timezone.now() - datetime.timedelta(seconds=1))
    assert manager.reload().status == 404
    manager.goto("/supervision/break-glass/")
    expect(manager.get_by_text("ended")).to_be_visible()


def test_a_disposal_takes_two_people_and_leaves_a_stub(summed_up: World, visit: Open) -> None:
    case = summed_up.records["case"]
    CaseReference.objects.filter(pk=case.pk).update(
        status="closed", closed_on=plus_years(today(), -9), opened_week=plus_years(today(), -10)
    )
    lead = visit(summed_up, "ig")
    lead.goto("/supervision/keeping/disposal/")
    lead.get_by_label(case.code).check()
    lead.get_by_role("button", name="Propose for disposal").click()
    expect(lead.get_by_text("It waits for a second person")).to_be_visible()
    expect(lead.get_by_role("button", name="Approve")).to_have_count(0)
    assert CaseReview.objects.exists()

    second = visit(summed_up, "manager")
    second.goto("/supervision/keeping/disposal/")
    second.get_by_role("link", name="Proposed by").click()
    expect(second.get_by_text(case.code)).to_have_count(0)
    second.get_by_role("button", name="Approve and dispose").click()
    expect(second.get_by_text("What is left").last).to_be_visible()
    assert not CaseReview.objects.exists()
    assert DisposalStub.objects.get().counts["supervision.casereview"] == 1
