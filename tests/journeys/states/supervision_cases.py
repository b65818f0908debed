"""Cases and record keeping: forms sent wrong, words found and not found, nothing set yet."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.pairs import Place
from tests.journeys.states import person, send
from tests.personas import World


def places(world: World) -> list[Place]:
    """Each state that an address alone does not show."""
    case = f"/supervision/cases/{world.records['case'].pk}/"
    search = "/supervision/search/"
    return [
        Place("/supervision/record-keeping/", ("ig",), act=send()),
        Place(f"/supervision/teams/{world.east.public_id}/cases/new/", ("supervisor",), act=send()),
        Place(f"{case}move/", ("supervisor",), act=send()),
        Place(f"{case}hand-over/", ("supervisor",), act=send()),
        Place(f"{case}?show=actions", ("teammate",)),
        Place(search, ("therapist",), act=found("alone")),
        Place(search, ("supervisor",), act=found("zebra")),
        Place("/supervision/", (person(world, "therapist:no case", role="therapist"),)),
    ]


def found(words: str) -> Callable[[Page], None]:
    """Looks for the words and waits for what is found."""

    def act(page: Page) -> None:
        page.locator("main [name=words]").fill(words)
        page.locator("main form button").first.click()
        expect(page.locator("#hits")).to_be_visible()

    return act
