"""Finding a resource on a phone and printing it on one page."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from learning.services.importing_resources import import_resources
from tests.journeys.conftest import DEMO, Open
from tests.personas import World

PAGES = re.compile(rb"/Type\s*/Page\b")
SMALLEST_PT = 9.0


@pytest.fixture
def shelved(places: World) -> World:
    """The places with every resource of the demo in the library."""
    import_resources(actor=places.coordinator, folder=DEMO / "resources", publish=True)
    return places


def test_a_resource_is_found_and_ready_to_print_on_a_phone_in_four_taps(shelved: World, visit: Open) -> None:
    page = visit(shelved, "therapist", viewport={"width": 390, "height": 844})
    page.goto("/today/")
    taps = 0
    page.get_by_role("link", name="Library").locator("visible=true").first.click()
    taps += 1
    first = page.locator(".resource").first.bounding_box()
    assert first is not None
    assert first["y"] < 500, "results are the first thing seen"
    page.get_by_label("What is happening in the family?").fill("caregivers dissagree")
    page.get_by_role("button", name="Find").click()
    taps += 1
    expect(page.get_by_text("Showing results for")).to_be_visible()
    assert "Strengthening the caregiver team and hierarchy" in page.locator(".resource h2").all_inner_texts()[:3]
    page.get_by_role("link", name="Strengthening the caregiver team and hierarchy").click()
    taps += 1
    page.get_by_role("link", name="Print", exact=True).click()
    taps += 1
    expect(page.get_by_role("button", name="Print this page")).to_be_visible()
    assert taps == 4
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_every_resource_prints_on_one_page_that_can_be_read(shelved: World, visit: Open) -> None:
    page = visit(shelved, "therapist")
    page.emulate_media(media="print")
    slugs = sorted(path.stem for path in Path(DEMO / "resources").glob("*.md"))
    assert len(slugs) == 38
    for slug in slugs:
        page.goto(f"/library/{slug}/print/")
        smallest = page.evaluate(
            """() => Math.min(...[...document.querySelectorAll('.paper *')]
            .filter(part => part.checkVisibility() && [...part.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
            .map(part => parseFloat(getComputedStyle(part).fontSize)))"""
        )
        assert smallest * 0.75 >= SMALLEST_PT - 0.01, (slug, smallest)
        pages = PAGES.findall(page.pdf(format="A4", prefer_css_page_size=True))
        assert len(pages) == 1, slug
