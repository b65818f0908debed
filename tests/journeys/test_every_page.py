"""Every page, as those who may read it: axe finds nothing, it fits a narrow phone, and it asks no other host."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.journeys import stand
from tests.journeys.axe import faults
from tests.journeys.conftest import session_cookie
from tests.journeys.pairs import Place, Visit, every, few
from tests.journeys.watch import Watch
from tests.personas import World

PARTS = 2
pytestmark = pytest.mark.django_db


@pytest.fixture
def _django_db_helper() -> None:
    """No transaction around these tests and no flush after each: the house below stands for all of them."""


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[World, str]]:
    """The full house behind a server, made once and cleared away at the end."""
    with django_db_blocker.unblock():
        world = stand.build()
        server = LiveServer("localhost")
        try:
            yield world, server.url
        finally:
            server.stop()
            stand.clear()


def places(world: World) -> list[Place]:
    """Everything there is to look at."""
    return stand.permitted(world) + stand.public() + stand.taught()


def look(browser: Browser, house: tuple[World, str], visits: list[Visit]) -> list[str]:
    """Make the visits, person by person; what is wrong comes back in words."""
    world, address = house
    wrong: list[str] = []
    people: dict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        people[visit.persona].append(visit)
    for persona, theirs in people.items():
        context = browser.new_context(base_url=address, reduced_motion="reduce")
        if persona != "nobody":
            context.add_cookies([session_cookie(world, persona, address)])
        page = context.new_page()
        watch = Watch(page, address)
        for visit in theirs:
            wrong += [f"{_words(visit)}: {fault}" for fault in one(page, visit)]
        wrong += watch.complaints
        context.close()
    return wrong


def one(page: Page, visit: Visit) -> list[str]:
    """One look."""
    page.set_viewport_size({"width": visit.width, "height": 800})
    page.emulate_media(color_scheme="dark" if visit.theme == "dark" else "light")
    response = page.goto(address_of(visit), wait_until="load")
    if response is None or response.status != 200:
        return [f"answers {response.status if response else 'nothing'}"]
    return faults(page, language=visit.language, width=visit.width)


def address_of(visit: Visit) -> str:
    """The same place in the visit's language."""
    if visit.language == "en" or visit.path.startswith("/cy/"):
        return visit.path
    return "/cy" + visit.path


def _words(visit: Visit) -> str:
    return f"{address_of(visit)} as {visit.persona}, {visit.theme}, {visit.width} px"


@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_has_a_fault(browser: Browser, house: tuple[World, str], part: int) -> None:
    visits = few(places(house[0]))
    assert len(visits) > 100
    wrong = look(browser, house, list(islice(visits, part, None, PARTS)))
    assert not wrong, f"{len(wrong)} faults:\n" + "\n".join(wrong)


@pytest.mark.assurance
@pytest.mark.parametrize("part", range(20))
def test_no_page_has_a_fault_for_anybody_in_any_theme_language_and_width(
    browser: Browser, house: tuple[World, str], part: int
) -> None:
    wrong = look(browser, house, list(islice(every(places(house[0])), part, None, 20)))
    assert not wrong, f"{len(wrong)} faults:\n" + "\n".join(wrong)
