"""Practice: forms sent wrong, a sheet looked at, an expert's view, plans and observations in their later states."""

from playwright.sync_api import Page, expect

from supervision.models import DevelopmentPlan, Observation
from supervision.reading import unread
from supervision.services import observations, plans
from supervision.services.observations import add
from tests.factories import today
from tests.journeys.pairs import Place
from tests.journeys.states import send
from tests.personas import World
from tests.supervision.furnished.practice import make_observation, make_plan

IMPORT = "/supervision/measures/import/"


def places(world: World) -> list[Place]:
    """What the addresses of the permission table do not show by themselves."""
    person = f"/supervision/people/{world.therapist.public_id}"
    with unread():
        draft, final, agreed, closed = _draft(world), _final(world), _plan(world, -200), _plan(world, -300, closed=True)
    plan = world.records["plan"]
    return [
        Place(f"{person}/observe/", ("supervisor",), act=send()),
        Place(f"{person}/sign-off/", ("supervisor",), act=send()),
        Place(f"{person}/plan/", ("therapist",), act=send()),
        Place(f"/supervision/observations/{draft.pk}/", ("supervisor",)),
        Place(f"/supervision/observations/{final.pk}/", ("therapist",)),
        Place(f"/supervision/plans/{plan.pk}/?edit=1", ("therapist",)),
        Place(f"/supervision/plans/{agreed.pk}/", ("therapist", "supervisor")),
        Place(f"/supervision/plans/{closed.pk}/", ("supervisor",)),
        Place(IMPORT, ("supervisor",), act=send()),
        Place(IMPORT, ("supervisor",), act=preview),
        Place("/supervision/measures/grid/", ("supervisor",), act=out_of_range),
        Place("/supervision/measures/grid/?measure=cam", ("expert",)),
        Place("/supervision/measures/target/", ("manager",), act=send()),
        Place("/supervision/measures/new/", ("admin",), act=send()),
    ]


def preview(page: Page) -> None:
    """Two lines, one of them wrong."""
    page.locator("textarea[name=text]").last.fill(
        f"name,month,score,n\nTom Ashdown,{today():%Y-%m},0.5,2\nNobody,2026-01,0.5,2"
    )
    page.locator("main form[method=post] button").last.click()
    expect(page.locator(".wrongs").first).to_be_visible()


def out_of_range(page: Page) -> None:
    """A score that can't be one."""
    page.locator(".pair input").first.fill("7")
    page.locator("main form[method=post] button").last.click()
    expect(page.locator("td.wrong").first).to_be_visible()


def _draft(world: World) -> Observation:
    return make_observation(world, skill="fit")


def _final(world: World) -> Observation:
    made = make_observation(world, skill="steps")
    shared = observations.share(actor=world.supervisor, observation=made, version=made.version)
    final = observations.finalise(actor=world.supervisor, observation=shared, version=shared.version)
    add(actor=world.therapist, observation=final, text="Practised twice since.")
    return final


def _plan(world: World, start: int, *, closed: bool = False) -> DevelopmentPlan:
    plan = make_plan(world, start)
    for person in (world.therapist, world.supervisor):
        plan = plans.sign(actor=person, plan=plan, version=plan.version)
    if closed:
        plan = plans.review(actor=world.therapist, plan=plan, version=plan.version, statuses={}, text="Two were seen.")
        plan = plans.close(actor=world.supervisor, plan=plan, version=plan.version)
        plans.add(actor=world.therapist, plan=plan, text="I keep the line on a card.")
    return plan
