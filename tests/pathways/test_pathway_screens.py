"""Pathways are put in order by buttons, and whoever starts finds theirs with dates."""

from typing import Any

import pytest
from django.urls import reverse

from pathways.models import Pathway, Requirement
from pathways.services.pathways import Step, create_pathway
from pathways.services.statuses import refresh
from tests.factories import MembershipFactory, today
from tests.pathways.factories import make_requirement
from tests.personas import World

pytestmark = pytest.mark.django_db
ADD = "/team/pathways/add/"


@pytest.fixture
def steps(world: World) -> list[Requirement]:
    """Two that are asked only of those on a pathway."""
    return [make_requirement(world, code, by_audience=False) for code in ("first", "second")]


def typed(world: World, steps: list[Requirement], **changed: Any) -> dict[str, Any]:
    """First days of therapists."""
    return {
        "name_en": "First days",
        "place": str(world.northmoor.public_id),
        "roles": ["therapist"],
        "from_on": today().isoformat(),
        "step": [str(one.public_id) for one in steps],
        "step_days": ["7", "14"],
        **changed,
    }


def rows(page: Any) -> list[tuple[str, str]]:
    return [(row.requirement, row.days) for row in page.context["steps"].rows]


def test_steps_are_moved_added_and_removed_by_buttons_and_nothing_is_stored(
    world: World, steps: list[Requirement]
) -> None:
    client = world.client("coordinator")
    first, second = (str(one.public_id) for one in steps)
    assert rows(client.post(ADD, typed(world, steps, press="down:0"))) == [(second, "14"), (first, "7")]
    assert rows(client.post(ADD, typed(world, steps, press="up:0"))) == [(first, "7"), (second, "14")]
    assert rows(client.post(ADD, typed(world, steps, press="remove:1"))) == [(first, "7")]
    added = client.post(ADD, typed(world, steps, press="add", name_en=""))
    assert rows(added)[-1] == ("", "")
    assert added.status_code == 200
    assert 'class="errors"' not in added.content.decode()
    assert not Pathway.objects.exists()


@pytest.mark.parametrize("press", ["up:99", "down:-1", "remove:x", "nonsense", ""])
def test_a_button_that_is_not_there_moves_nothing(world: World, steps: list[Requirement], press: str) -> None:
    assert len(rows(world.client("coordinator").post(ADD, typed(world, steps, press=press)))) == 2


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"step_days": ["7", "soon"]}, "Step 2: Say how many days"),
        ({"step": ["no such", ""], "step_days": ["7", "8"]}, "Step 1: Choose what this step asks for."),
        ({"step": [], "step_days": []}, "Add at least one step."),
        ({"name_en": ""}, "This field is required."),
        ({"from_on": today(-3).isoformat()}, "This day has passed."),
    ],
)
def test_what_is_wrong_is_named_with_its_row(
    world: World, steps: list[Requirement], changed: dict[str, Any], words: str
) -> None:
    answer = world.client("coordinator").post(ADD, typed(world, steps, **changed))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Pathway.objects.exists()


def test_the_same_step_twice_is_named(world: World, steps: list[Requirement]) -> None:
    sent = typed(world, [steps[0], steps[0]])
    assert "Step 2: This is already a step above." in world.client("coordinator").post(ADD, sent).content.decode()


def test_a_pathway_that_requires_itself_is_refused_naming_the_chain(world: World, steps: list[Requirement]) -> None:
    route = create_pathway(
        actor=None, organisation=world.northmoor, code="whole", name_en="Whole", steps=[Step(steps[0], 7)]
    )
    whole = make_requirement(world, "finished", kind="pathway", target_key=str(route.public_id))
    sent = typed(world, [steps[0], whole], name_en="Whole")
    answer = world.client("coordinator").post(reverse("pathway_change", args=[route.public_id]), sent)
    assert answer.status_code == 422
    assert "This would require itself: Whole → Finished → Whole." in answer.content.decode()
    assert route.versions.count() == 1


def test_setting_it_twice_sets_it_once_and_a_starter_finds_it_with_dates(
    world: World, steps: list[Requirement]
) -> None:
    client = world.client("coordinator")
    page = client.post(ADD, typed(world, steps))
    assert page.context["preview"].concerned == 3
    assert client.post(ADD, typed(world, steps, confirm="1")).status_code == 302
    starter = MembershipFactory(team=world.east, starts_on=today()).user
    refresh([starter])
    world.people["starter"] = starter
    mine = world.client("starter").get("/pathway/").content.decode()
    assert "Your first 90 days" in mine
    assert "Since" in mine
    assert "Day 7" in mine
    first = world.client("starter").get("/today/").content.decode()
    assert "Your first 90 days · day 1" in first
    assert "Start with First" in first
