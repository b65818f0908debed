"""An author builds a branching case and publishes it; a therapist plays it to its endings, with scripts and without."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from learning.models import Edition, Vignette, VignettePlay
from learning.services import reviews
from tests.journeys.conftest import Open
from tests.journeys.test_authoring import insert, save
from tests.personas import World

SCENES = [
    ("door", "A shout from the kitchen as you arrive.", [("Wait a minute", "table"), ("Go straight in", "shut")]),
    ("table", "Nan sits down and breathes out.", [("Ask what happened first", "heard"), ("Give advice", "nowhere")]),
]
ENDINGS = [
    ("heard", "Nan tells it in order.", "Good", "You asked before you guessed."),
    ("shut", "The door closes.", "Poor", "Nobody was ready, and you came in anyway."),
]


def write_scene(page: Page, number: int, key: str, text: str, choices: list[tuple[str, str]]) -> None:
    """A situation and the ways out of it."""
    scenes: Locator = insert(page, "scenes")
    scenes.locator(f"[name=scenes-{number}-value-key]").fill(key)
    scenes.locator(f"[name=scenes-{number}-value-text]").fill(text)
    for place, (words, leads_to) in enumerate(choices):
        part = f"scenes-{number}-value-choices-{place}-value"
        scenes.locator(f"[name={part}-text]").fill(words)
        scenes.locator(f"[name={part}-consequence]").fill(f"So: {words.lower()}.")
        scenes.locator(f"[name={part}-goes_to]").fill(leads_to)


def write_case(page: Page) -> None:
    """A case of two scenes and two endings; one choice leads nowhere yet."""
    page.goto(reverse("wagtailsnippets_learning_vignette:add"))
    page.locator("[name=module_key]").select_option(label="M10 Recording supervision safely")
    page.locator("[name=title]").fill("Nan's kitchen")
    page.locator("[name=slug]").fill("nans-kitchen")
    page.locator("[name=opening]").fill("A visit on a Tuesday. Nan has called twice.")
    for number, (key, text, choices) in enumerate(SCENES):
        write_scene(page, number, key, text, choices)
    for number, (key, text, quality, why) in enumerate(ENDINGS):
        endings = insert(page, "endings")
        endings.locator(f"[name=endings-{number}-value-key]").fill(key)
        endings.locator(f"[name=endings-{number}-value-text]").fill(text)
        endings.locator(f"[name=endings-{number}-value-quality][value={quality.lower()}]").check()
        endings.locator(f"[name=endings-{number}-value-why]").fill(why)


def publish(page: Page, world: World) -> None:
    """Approved by a reviewer, the whole module goes out with a word to those who finished it."""
    module_key = Edition.objects.get().module_key
    review = reviews.request(actor=world.coordinator, module_key=module_key, reviewer=world.reviewer)
    reviews.decide(actor=world.reviewer, review=review, approved=True)
    page.goto(reverse("module_publishing", args=[module_key]))
    page.locator("[name=notice]").select_option("notify")
    page.locator("[name=note]").fill("There is a case to try.")
    page.get_by_role("button", name="Publish the whole module").click()
    expect(page.get_by_text("Published: edition 2.")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_case_is_built_published_and_played_to_its_endings(taught: World, visit: Open, scripts: bool) -> None:
    author = visit(taught, "coordinator", viewport={"width": 1280, "height": 1000})
    write_case(author)
    author.get_by_role("button", name="Save", exact=True).click()
    fault = "Scene “table”, choice 2: there is no scene or ending “nowhere”."
    expect(author.get_by_text(fault).first).to_be_visible()
    assert not Vignette.objects.filter(slug="nans-kitchen").exists()
    author.locator("[name=scenes-1-value-choices-1-value-goes_to]").fill("shut")
    save(author, "Save")
    publish(author, taught)

    phone = visit(taught, "therapist", java_script_enabled=scripts, viewport={"width": 390, "height": 844})
    phone.goto("/learn/")
    phone.get_by_role("link", name="Recording supervision safely").first.click()
    phone.get_by_role("link", name="Nan's kitchen").click()
    expect(phone.get_by_text("A visit on a Tuesday.")).to_be_visible()
    phone.get_by_role("button", name="Go straight in").click()
    expect(phone.get_by_text("So: go straight in.")).to_be_visible()
    expect(phone.get_by_role("heading", name="A poor ending")).to_be_visible()
    expect(phone.get_by_text("You have found 1 of 2 endings.")).to_be_visible()
    phone.get_by_role("link", name="Try another way").click()
    phone.get_by_role("button", name="Wait a minute").click()
    phone.get_by_role("button", name=re.compile("^.?Ask what happened first")).click()
    expect(phone.get_by_role("heading", name="A good ending")).to_be_visible()
    expect(phone.get_by_text("You asked before you guessed.")).to_be_visible()
    expect(phone.get_by_text("You have found 2 of 2 endings.")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert VignettePlay.objects.filter(enrolment__user=taught.therapist).count() == 2
