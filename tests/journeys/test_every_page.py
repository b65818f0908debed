"""Every page, as those who may read it: axe finds nothing, it fits a narrow phone, and it asks no other host."""

import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from django.test.signals import template_rendered
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as PlaywrightError
from pytest_django.live_server_helper import LiveServer

from tests.journeys import stand
from tests.journeys.axe import faults
from tests.journeys.conftest import prove, session_cookie
from tests.journeys.pairs import LANGUAGES, THEMES, Place, Visit, every, few
from tests.journeys.states import states
from tests.journeys.watch import Watch
from tests.personas import World

PARTS = 4
IN_FULL = 40  # parts of the full product; HEARTH_SWEEP=dark,cy looks at one theme and language of it
TEMPLATES = settings.BASE_DIR / "templates"
# Templates that no visit shows, and why.
NOT_SHOWN = {
    "allauth/elements/": "the parts allauth's own pages are made of; each page of it that we use has a template of ours",
    "components/streamfield/": "drawn when a page is stored; the units of the demo hold each, and the style guide all",
    "home/admin/editor_notes.html": "only for pages that came with notes",
    "wagtailcore/shared/block_preview.html": "one block in a frame; tests/home/test_styleguide.py draws each",
    "learning/admin/preview_question.html": "in the frame beside the editor: learning/test_admin.py",
    "learning/admin/preview_resource.html": "as above",
    "learning/admin/preview_module.html": "as above",
    "learning/admin/preview_unit.html": "as above",
    "learning/admin/preview_vignette.html": "as above",
    "learning/parts/case_picture.html": "part of the above",
    "pathways/report_print.": "on paper: tests/pathways/test_report.py",
    "learning/record/own_data.html": "a file to take away: learning/reader/test_notes.py",
    "cpd/print/": "files to take away: cpd/test_files.py",
}
pytestmark = pytest.mark.django_db(transaction=True)  # runs with those that commit: it leaves an emptied database


@pytest.fixture
def _django_db_helper() -> None:
    """No transaction around these tests and no flush after each: the house below stands for all of them."""


@dataclass
class House:
    """The full house behind a server, all there is to look at in it, and the templates that were rendered."""

    world: World
    address: str
    places: list[Place]
    shown: set[str]
    built: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[House]:
    """Made once and cleared away at the end."""
    shown: set[str] = set()

    def note(template: Any, **kwargs: Any) -> None:
        shown.add(str(template.name))

    template_rendered.connect(note)
    with django_db_blocker.unblock(), override_settings(ROOT_URLCONF="tests.journeys.states.urls"):
        world = stand.build()
        places = stand.permitted(world) + stand.public() + stand.taught() + states(world)
        server = LiveServer("localhost")
        try:
            yield House(world, server.url, places, shown, set(shown))
        finally:
            server.stop()
            stand.clear()
            template_rendered.disconnect(note)


def look(browser: Browser, house: House, visits: list[Visit]) -> list[str]:
    """Make the visits, person by person; what is wrong comes back in words."""
    wrong: list[str] = []
    people: dict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        people[visit.persona].append(visit)
    for persona, theirs in people.items():
        reading = _watch(browser, house, persona)
        for visit in theirs:
            # What is done in a visit must not show in the next one.
            alone = visit.place.act or visit.place.ends_session
            watch = _watch(browser, house, persona) if alone else reading
            wrong += look_once(watch, house, visit)
            if alone:
                watch.page.context.close()
        reading.page.context.close()
    return wrong


def _watch(browser: Browser, house: House, persona: str) -> Watch:
    """A page in a browser of the persona's own: opening one takes as long as many a visit."""
    context = browser.new_context(base_url=house.address, reduced_motion="reduce")
    if persona != "nobody":
        context.add_cookies([session_cookie(house.world, persona, house.address, proved=True)])
    page = context.new_page()
    page.set_default_timeout(10_000)
    return Watch(page, house.address)


def look_once(watch: Watch, house: House, visit: Visit) -> list[str]:
    """One visit; faults in words."""
    house.shown.clear()
    watch.complaints.clear()
    try:
        found = one(watch.page, visit)
    except (PlaywrightError, AssertionError) as error:
        found = [f"could not be looked at: {error}"]
    if visit.place.template and visit.place.template not in house.shown:
        found.append(f"did not show {visit.place.template}")
    return [f"{_words(visit)}: {fault}" for fault in found + watch.complaints]


def one(page: Page, visit: Visit) -> list[str]:
    """One look."""
    page.set_viewport_size({"width": visit.width, "height": 800})
    page.emulate_media(color_scheme="dark" if visit.theme == "dark" else "light")
    response = page.goto(visit.address, wait_until="load")
    if response is None or response.status != visit.place.status:
        return [f"answers {response.status if response else 'nothing'}"]
    if visit.place.act:
        visit.place.act(page)
    return faults(page, language=visit.language, width=visit.width, is_mail=visit.place.is_mail)


def _words(visit: Visit) -> str:
    done = f" after {visit.place.act.__qualname__}" if visit.place.act else ""
    return f"{visit.address}{done} as {visit.persona}, {visit.theme}, {visit.language}, {visit.width} px"


@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_has_a_fault(browser: Browser, house: House, part: int) -> None:
    visits = few([place for place in house.places if not place.in_full_only])
    assert len(visits) > 200
    wrong = look(browser, house, list(islice(visits, part, None, PARTS)))
    assert not wrong, f"{len(wrong)} faults:\n" + "\n".join(wrong)


@pytest.mark.assurance
@pytest.mark.parametrize("part", range(IN_FULL))
def test_no_page_has_a_fault_for_anybody_in_any_theme_language_and_width(
    browser: Browser, house: House, part: int
) -> None:
    only = set(os.environ.get("HEARTH_SWEEP", "light,dark,en,cy").split(","))
    visits = [visit for visit in every(house.places) if _wanted(visit, only)]
    wrong = look(browser, house, list(islice(visits, part, None, IN_FULL)))
    assert not wrong, f"{len(wrong)} faults:\n" + "\n".join(wrong)


def _wanted(visit: Visit, only: set[str]) -> bool:
    """In the themes and the languages named; naming none of a kind means all of it."""
    themes, languages = only & set(THEMES) or set(THEMES), only & set(LANGUAGES) or set(LANGUAGES)
    return visit.theme in themes and visit.language in languages


@pytest.mark.assurance
@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_left_to_the_full_size_run_has_a_fault(browser: Browser, house: House, part: int) -> None:
    visits = few([place for place in house.places if place.in_full_only])
    wrong = look(browser, house, list(islice(visits, part, None, PARTS)))
    assert not wrong, f"{len(wrong)} faults:\n" + "\n".join(wrong)


@pytest.mark.assurance
def test_every_template_is_looked_at(house: House) -> None:
    """Each is rendered by opening some place, or named by one that shows it after something is done there."""
    named = {place.template for place in house.places}
    opened = set(house.built)
    wrong = []
    for place in house.places:
        house.shown.clear()
        client = house.world.client(place.personas[0], raise_request_exception=False)
        if place.personas[0] != "nobody":
            prove(client)
        address = Visit(place, "", "", place.languages[0], 0).address
        answer = client.get(address, follow=True)
        if answer.status_code != place.status:
            wrong.append(f"{address} as {place.personas[0]} answers {answer.status_code}, not {place.status}")
        opened |= house.shown
    ours = {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html")}
    assert not wrong, "\n".join(wrong)
    missing = {name for name in ours - opened - named if not name.startswith(tuple(NOT_SHOWN))}
    assert not missing, "no visit shows " + ", ".join(sorted(missing))
    gone = [name for name in NOT_SHOWN if not (TEMPLATES / name).exists()]
    assert not gone, f"{gone} are not there any more"
