"""The weekly summary in every state, its editor sent wrong, prep, and quick notes with and without anything in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from playwright.sync_api import Page, expect

from supervision.models import CaseReview
from supervision.services import reviews
from supervision.summary import Sections
from tests.factories import today
from tests.journeys.pairs import Place
from tests.journeys.states import send
from tests.personas import World
from tests.supervision.furnished.a_cases import make_case, written

THERAPIST, LEADER, EXPERT = ("therapist",), ("supervisor",), ("expert",)
FORM = "#summary-form"


def places(world: World) -> list[Place]:
    """All of them."""
    draft, discussed, final, sent = (
        f"/supervision/summaries/{world.records[name].pk}/"
        for name in ("summary_draft", "summary_discussed", "summary_final", "review")
    )
    following = carried(world)
    judging = f"/supervision/summaries/{following.pk}/"
    return [
        Place("/supervision/prep/", THERAPIST),
        Place("/supervision/prep/", ("teammate",)),
        Place(draft, THERAPIST),
        Place(draft, THERAPIST, act=in_two_windows, template="supervision/prep/two_windows.html"),
        Place(draft, THERAPIST, act=too_late(discussed), template="supervision/prep/stopped.html"),
        Place(draft, THERAPIST, act=whole),
        Place(judging, THERAPIST),
        Place(judging, THERAPIST, act=sent_with_gaps),
        Place(f"/supervision/cases/{following.case_id}/", LEADER),
        Place(f"{sent}?edit=1", THERAPIST),
        Place(sent, LEADER),
        Place(sent, LEADER, act=send("form[action$='/guidance/']")),
        Place(discussed, EXPERT),
        Place(final, LEADER),
        Place(final, LEADER, act=send("form[action$='/add/']")),
        Place(f"{discussed}final/", LEADER),
        Place(f"{sent}take-back/", THERAPIST),
        Place(f"{final}print/", THERAPIST),
        Place("/notes/", THERAPIST),
        Place("/notes/", ("teammate",)),
        Place("/notes/new/", THERAPIST),
        Place("/notes/new/", THERAPIST, act=send()),
    ]


def carried(world: World) -> CaseReview:
    """A draft in the third week: one goal was carried before and asks why it is, and the weeks before were judged."""
    case = make_case(world)
    _discussed(world, reviews.begin(actor=world.therapist, case=case, week=today(-14)), written())
    second = reviews.begin(actor=world.therapist, case=case, week=today(-7))
    goals = second.sections.last_goals
    again = replace(written().next_goals[0], driver=goals[0].driver, overarching=goals[0].overarching)
    judged = replace(
        second.sections,
        last_goals=tuple(replace(goal, outcome="partly", barrier="B gave in twice") for goal in goals),
        next_goals=(replace(again, carries=goals[0].key),),
        question="What makes B give in?",
    )
    _discussed(world, second, judged)
    return reviews.begin(actor=world.therapist, case=case, week=today())


def _discussed(world: World, review: CaseReview, sections: Sections) -> None:
    saved = reviews.save_sections(actor=world.therapist, review=review, version=review.version, sections=sections)
    sent = reviews.submit(actor=world.therapist, review=saved, version=saved.version)
    given = {"text": "Rehearse it.", "principles": [5], "methods": ["rehearsal"], "resource": None}
    reviews.guide(actor=world.supervisor, review=sent, version=sent.version, **given)


def in_two_windows(page: Page) -> None:
    """Saved as if another window had saved it since."""
    page.locator(f"{FORM} [name=version]").evaluate("field => { field.value = '0'; }")
    page.locator("#id_question").fill("Asked in this window")
    _submit(page)
    expect(page.locator(".conflict")).to_be_visible()


def too_late(address: str) -> Callable[[Page], None]:
    """The form sent to a summary that has been discussed, as from a page left open, in the page's language."""

    def act(page: Page) -> None:
        prefix = "/cy" if "/cy/" in page.url else ""
        page.locator(FORM).evaluate("(form, address) => { form.action = address; }", prefix + address)
        _submit(page)
        expect(page.locator(".strip.over")).to_be_visible()

    return act


def whole(page: Page) -> None:
    """Every section opened."""
    closed = page.locator(f"{FORM} details:not([open]) > summary")
    while closed.count():
        closed.first.click()


def sent_with_gaps(page: Page) -> None:
    """Nothing judged, nothing planned, and sent."""
    with page.expect_navigation():
        page.locator("[formaction$='/send/']").click()
    expect(page.locator(".errors")).to_be_visible()


def _submit(page: Page) -> None:
    with page.expect_navigation():
        page.locator(FORM).evaluate("form => form.requestSubmit()")
