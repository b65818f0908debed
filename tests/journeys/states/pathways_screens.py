"""Requirements and pathways: checked before they are set, sent wrong, ended, empty; people who are new, late and done."""

from __future__ import annotations

from playwright.sync_api import Page

from pathways.models import Pathway, Requirement
from pathways.services import about_people
from pathways.services.pathways import Step, create_pathway
from pathways.services.requirements import end_requirement
from pathways.services.statuses import refresh
from tests.factories import today
from tests.journeys.pairs import Place
from tests.journeys.states import person, press, send
from tests.pathways.factories import make_requirement
from tests.personas import World

COORDINATOR = ("coordinator",)
SEE = "main form .actions button[name=check], main form .actions button[type=submit]"


def places(world: World) -> list[Place]:
    late = _asked(world)
    coordinator = person(world, "coordinator:requirements", role="coordinator")
    new, done = _people(world, late)
    training = f"/team/people/{world.people[new].public_id}/training/"
    return [
        Place("/team/requirements/", (coordinator,)),
        Place("/team/requirements/add/", (coordinator,), act=send("main form.parts")),
        Place("/team/requirements/add/", (coordinator,), act=_checked, template="pathways/requirements/check.html"),
        Place(f"/team/requirements/{late.public_id}/end/", (coordinator,), act=send(from_on="2020-01-01")),
        Place("/team/pathways/add/", (coordinator,), act=press("text=/Add a step|Ychwanegu cam/", "#step-4")),
        Place("/team/pathways/add/", (coordinator,), act=send("main form.parts")),
        Place(
            f"/team/pathways/{Pathway.objects.get(code='sweep').public_id}/change/",
            (coordinator,),
            act=press("main form .actions button[name=check]", ".rule"),
            template="pathways/routes/check.html",
        ),
        Place(training, (coordinator,)),
        Place(f"{training}?on={today(-1).isoformat()}", (coordinator,)),
        Place(f"{training}?on={today(1).isoformat()}", (coordinator,)),
        Place(f"{training}away/", (coordinator,), act=_moved),
        Place(f"{training}exempt/", (coordinator,), act=send()),
        Place("/today/", (new,), template="pathways/panels/first.html"),
        Place("/pathway/", (new,)),
        Place("/today/", (done,), template="pathways/panels/quiet.html"),
        Place("/pathway/", (done,)),
        Place("/pathway/", ("other_therapist",)),
    ]


def _asked(world: World) -> Requirement:
    """One that is late, one on a pathway, one that has ended."""
    late = make_requirement(world, "late-booster", roles=["therapist"], due_days=10)
    step = make_requirement(world, "step", by_audience=False)
    create_pathway(
        actor=None,
        organisation=world.northmoor,
        code="sweep",
        name_en="First days",
        steps=[Step(step, 7), Step(late, 30)],
        roles=["therapist"],
    )
    ended = make_requirement(world, "ended", roles=["therapist"])
    end_requirement(actor=None, requirement=ended, from_on=today())
    return late


def _people(world: World, late: Requirement) -> tuple[str, str]:
    new = person(world, "therapist:new on a pathway", role="therapist")
    world.people[new].memberships.update(starts_on=today())
    done = person(world, "ig_lead:nothing due", role="ig_lead")
    make_requirement(world, "for-leads", roles=["ig_lead"])
    refresh()
    for asked in Requirement.objects.filter(statuses__user=world.people[done]):
        about_people.exempt(
            actor=world.coordinator,
            user=world.people[done],
            requirement=asked,
            organisation=world.northmoor,
            reason="Seconded",
            from_on=today(),
            until_on=today(20),
        )
    return new, done


def _checked(page: Page) -> None:
    page.select_option("[name=what]", value="event:booster")
    with page.expect_navigation():
        page.click("main form .actions button")


def _moved(page: Page) -> None:
    page.fill("[name=until_on]", today(20).isoformat())
    with page.expect_navigation():
        page.click("main form button[name=check]")
