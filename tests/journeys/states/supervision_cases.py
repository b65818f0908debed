"""Cases and record keeping: forms sent wrong, words found and not found, nothing set yet."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from people.roles import Role
from tests.factories import MembershipFactory, OrganisationFactory, TeamFactory
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
        Place(f"/supervision/cases/{of_session(world)}/", ("teammate",)),
        Place("/supervision/", ("supervisor",)),
        Place("/supervision/", ("manager",)),
        Place("/supervision/", ("ig",)),
        Place("/supervision/", ("coordinator",)),
        Place("/supervision/", (unready(world, "therapist:in two teams", 1),)),
        Place("/supervision/", (unready(world, "therapist:in eight teams", 7),)),
        Place("/supervision/", (person(world, "therapist:no case", role="therapist"),)),
    ]


def of_session(world: World) -> object:
    """The case that was talked over in the shared session."""
    return world.records["session_shared"].cases.get(case__therapist=world.teammate).case_id


def unready(world: World, persona: str, others: int) -> str:
    """Somebody of several teams, the first of them (by name) of an organisation that can keep no records yet."""
    person(world, persona, role="therapist")
    organisation = OrganisationFactory(name="Aberwen Council")
    for number in range(others):
        team = TeamFactory(organisation=organisation, name=f"Aberwen {number}")
        MembershipFactory(user=world.people[persona], team=team, role=Role.THERAPIST)
    return persona


def found(words: str) -> Callable[[Page], None]:
    """Looks for the words and waits for what is found."""

    def act(page: Page) -> None:
        page.locator("main [name=words]").fill(words)
        page.locator("main form button").first.click()
        expect(page.locator("#hits")).to_be_visible()

    return act
