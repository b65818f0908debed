"""A coordinator writes a module in the admin, a reviewer approves it, and a therapist finishes it."""

import re
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from learning.models import Edition, LearnIndexPage, ModulePage, UnitPage
from tests.journeys.conftest import Open
from tests.journeys.learning import do_module
from tests.personas import World

TITLE = "House rules that hold"
TEXT = "Start with what people saw and heard, and leave the rest for later."


@pytest.fixture(autouse=True)
def _only_saved_by_hand(settings: Any) -> None:
    """The draft is saved when the author says so, not between two steps of the test."""
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0


def save(page: Page, words: str = "Save draft") -> None:
    """Press the button at the foot of the editor, and wait for the answer."""
    with page.expect_navigation():
        page.get_by_role("button", name=words, exact=True).click()
    expect(page.locator(".messages .success, li.success").first).to_be_visible()


def insert(page: Page, field: str, block: str = "") -> Locator:
    """Add a block at the end of a stream; the field itself comes back."""
    stream = page.locator(f"[data-contentpath={field}]")
    stream.get_by_role("button", name="Insert a block").last.click()
    if block:
        page.get_by_role("option", name=block, exact=True).click()
    return stream


def write_module(page: Page) -> ModulePage:
    """Title, code, an outcome, and a final check of two questions."""
    index = LearnIndexPage.objects.get(locale__language_code="en")
    page.goto(reverse("wagtailadmin_pages:add_subpage", args=[index.pk]))
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=code]").fill("M20")
    page.locator("[name=summary]").fill("Rules a visitor could see kept.")
    page.locator("[name=minutes]").fill("10")
    page.locator("[name=draw]").fill("2")
    insert(page, "outcomes")
    page.locator("[name=outcomes-0-value]").fill("Write a house rule that can be seen")
    save(page)
    return ModulePage.objects.get(code="M20")


def write_unit(page: Page, module: ModulePage, title: str) -> None:
    """A unit of one text."""
    page.goto(reverse("wagtailadmin_pages:add_subpage", args=[module.pk]))
    page.locator("[name=title]").fill(title)
    page.locator("[name=summary]").fill("One thing to try.")
    page.locator("[name=minutes]").fill("5")
    page.locator("[name=outcome]").fill("1")
    insert(page, "body", "Text").locator("[contenteditable=true]").first.fill(TEXT)
    expect(page.locator("[name=body-0-value]")).to_have_value(re.compile("Start with what people saw"))
    save(page)


def write_question(page: Page, use: str, stem: str) -> None:
    """A question with a right and a wrong answer, and the reason."""
    page.goto(reverse("wagtailsnippets_learning_question:add"))
    page.locator("[name=module_key]").select_option(label=f"M20 {TITLE}")
    page.locator("[name=use]").select_option(label=use)
    page.locator("[name=stem]").fill(stem)
    for number, text in enumerate(["Be home by nine", "Be respectful"]):
        insert(page, "options", "Answer")
        page.locator(f"[name=options-{number}-value-text]").fill(text)
        page.locator(f"[name=options-{number}-value-feedback]").fill("Could a visitor see it?")
    page.locator("[name=options-0-value-correct]").check()
    page.locator("[name=rationale]").fill("A rule that can be seen can be kept.")
    page.locator("[name=outcome]").fill("1")
    save(page, "Save")


def ask_in_unit(page: Page, stem: str) -> None:
    """Put a question of the bank into the first unit."""
    unit = UnitPage.objects.get(title="Rules that can be seen")
    page.goto(reverse("wagtailadmin_pages:edit", args=[unit.pk]))
    insert(page, "body", "Knowledge check")
    page.locator("[data-contentpath=body]").get_by_role("button", name=re.compile("^Choose")).first.click()
    page.locator(".modal").get_by_role("link", name=stem).click()
    expect(page.locator("[data-contentpath=body]").get_by_text(stem).first).to_be_visible()
    save(page)


def test_module_is_written_reviewed_published_and_finished(places: World, visit: Open) -> None:
    author = visit(places, "coordinator", viewport={"width": 1280, "height": 1000})
    module = write_module(author)
    write_unit(author, module, "Rules that can be seen")
    write_unit(author, module, "Keeping them")
    write_question(author, "Knowledge check in a unit", "Which rule could a visitor see?")
    write_question(author, "Final check", "Which of these is a rule that can be seen?")
    write_question(author, "Final check", "Which rule can be kept?")
    ask_in_unit(author, "Which rule could a visitor see?")

    author.goto("/admin/modules/")
    author.get_by_role("link", name=f"M20 {TITLE}").click()
    expect(author.get_by_text("Nothing stands in the way.")).to_be_visible()
    with author.expect_popup() as popup:
        author.get_by_role("link", name=re.compile("^See it as a learner")).click()
    expect(popup.value.get_by_text(TEXT).first).to_be_visible()
    author.locator("[name=reviewer]").select_option(label="Dr Idris Vaughan-Lee")
    author.get_by_role("button", name="Send to review").click()
    expect(author.get_by_text("Sent. The reviewer gets an e-mail.")).to_be_visible()
    assert mail.outbox[-1].to == [places.reviewer.email]

    reviewer = visit(places, "reviewer")
    reviewer.goto("/today/")
    reviewer.get_by_role("link", name="Review what authors send you").click()
    reviewer.locator("main a[href*='/admin/reviews/']").first.click()
    with reviewer.expect_popup() as popup:
        reviewer.get_by_role("link", name=re.compile("^Read the whole module")).click()
    expect(popup.value.get_by_text(TEXT).first).to_be_visible()
    reviewer.locator("[name=decision][value=approve]").check()
    reviewer.get_by_role("button", name="Send the decision").click()
    expect(reviewer.get_by_text("Thank you. The author gets an e-mail.")).to_be_visible()

    therapist = visit(places, "therapist")
    slug = ModulePage.objects.get(code="M20").slug
    assert therapist.goto(f"/learn/{slug}/").status == 404  # type: ignore[union-attr]
    author.reload()
    author.get_by_role("button", name="Publish the whole module").click()
    expect(author.get_by_text("Published: edition 1.")).to_be_visible()
    assert Edition.objects.get(code="M20").reviewed_by == places.reviewer
    therapist.goto(f"/learn/{slug}/")
    do_module(therapist, slug, units=2)
