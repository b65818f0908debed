"""A coordinator sets who must have what by when, and sees whom it concerns before anything is set."""

from typing import Any

import pytest
from django.urls import reverse

from pathways.explaining import explain
from pathways.models import PersonStatus, Requirement
from pathways.services.statuses import refresh
from people.models import Grant
from people.roles import Role
from tests.factories import MembershipFactory, today
from tests.pathways.factories import make_requirement
from tests.personas import World

pytestmark = pytest.mark.django_db
ADD = "/team/requirements/add/"


def typed(world: World, **changed: Any) -> dict[str, Any]:
    """A booster for therapists within 28 days, again every three months."""
    facts = {
        "place": str(world.northmoor.public_id),
        "asked_of": "audience",
        "roles": ["therapist"],
        "what": "event:booster",
        "name_en": "Quarterly booster",
        "due_by": "days",
        "days": "28",
        "period_month": "4",
        "until_month": "3",
        "validity": "completion",
        "months": "3",
        "window": "30",
        "grace": "0",
        "from_on": today().isoformat(),
    }
    return facts | changed


def test_a_coordinator_sees_the_rule_in_words_and_whom_it_concerns_before_it_is_set(world: World) -> None:
    client = world.client("coordinator")
    page = client.post(ADD, typed(world)).content.decode()
    assert (
        "Every therapist in Northmoor Borough Council must attend Booster within 28 days of starting, "
        "again every 3 months, from 30 days before." in page
    )
    assert "<dt>people</dt><dd>3</dd>" in page
    assert not Requirement.objects.exists()


def test_pressing_set_it_twice_sets_it_once(world: World) -> None:
    client = world.client("coordinator")
    page = client.post(ADD, typed(world))
    sent = dict(page.context["typed"]) | {"roles": ["therapist"], "confirm": "1"}
    assert client.post(ADD, sent).status_code == 302
    again = client.post(ADD, sent)
    assert "Something else here has this code" in again.content.decode()
    assert Requirement.objects.count() == 1


def test_whom_a_shorter_deadline_would_make_late_at_once_is_named(world: World) -> None:
    requirement = make_requirement(world, "booster", roles=["therapist"], due_days=800)
    change = reverse("requirement_change", args=[requirement.public_id])
    page = world.client("coordinator").post(change, typed(world, days="30"))
    assert {name for name, _due in page.context["preview"].overdue} == {"Amara Oyelaran", "Tom Ashdown", "Noor Closed"}
    assert "Tom Ashdown" in page.content.decode()
    assert requirement.versions.count() == 1


def test_what_overlaps_is_named_with_how_many_people(world: World) -> None:
    make_requirement(world, "other-booster", roles=["therapist"])
    page = world.client("coordinator").post(ADD, typed(world, roles=["therapist", "supervisor"]))
    assert page.context["preview"].concerned == 4
    assert page.context["preview"].overlaps == [("Other-Booster", 3)]
    assert "Other-Booster" in page.content.decode()


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"from_on": today(-1).isoformat()}, "from_on", "This day has passed"),
        ({"due_by": "date", "date": ""}, "date", "on which day"),
        (
            {"due_by": "date", "date": today(1).isoformat(), "from_on": today(5).isoformat()},
            "date",
            "before the day from",
        ),
        (
            {"due_by": "date", "date": today(1).isoformat(), "starters_since": today(9).isoformat()},
            "date",
            "before the day on which the first of them starts",
        ),
        ({"days": ""}, "days", "within how many days"),
        ({"days": "-3"}, "days", "greater than or equal to 0"),
        ({"months": ""}, "months", "for how many months"),
        ({"window": "90"}, "window", "not longer than the days"),
        ({"refresher_1": "reading:x"}, "refresher_1", "not one of the available choices"),
        ({"refresher_2": "event:booster"}, "refresher_1", "before a second"),
        ({"what": ""}, "what", "required"),
        ({"what": "event:nothing"}, "what", "not one of the available choices"),
        ({"name_en": "Boost\u202eer"}, "name_en", "can&#x27;t be seen"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    world: World, changed: dict[str, Any], field: str, words: str
) -> None:
    answer = world.client("coordinator").post(ADD, typed(world, note="Because of the audit", **changed))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert words in page
    assert "Because of the audit" in page
    assert not Requirement.objects.exists()


def test_a_team_of_another_organisation_is_refused_by_name(world: World) -> None:
    MembershipFactory(user=world.coordinator, team=None, organisation=world.lisnafallow, role=Role.COORDINATOR)
    answer = world.client("coordinator").post(ADD, typed(world, teams=[str(world.away.public_id)]))
    assert "Lisnafallow is not a team of the organisation chosen above." in answer.content.decode()


def test_a_requirement_that_requires_itself_is_refused_naming_the_chain(world: World) -> None:
    first = make_requirement(world, "first")
    second = make_requirement(world, "second", kind="certificate", target_key=str(first.public_id))
    sent = typed(world, what=f"certificate:{second.public_id}", name_en="First")
    answer = world.client("coordinator").post(reverse("requirement_change", args=[first.public_id]), sent)
    assert answer.status_code == 422
    assert "This would require itself: First → Second → First." in answer.content.decode()
    assert first.versions.count() == 1


def test_a_change_holds_from_its_day_and_until_then_all_stays_as_it_was(world: World) -> None:
    requirement = make_requirement(world, "booster", roles=["therapist"], due_days=90)
    before = explain(world.therapist, requirement)
    client = world.client("coordinator")
    sent = typed(world, days="300", from_on=today(7).isoformat(), confirm="1", name_en="Booster")
    assert client.post(reverse("requirement_change", args=[requirement.public_id]), sent).status_code == 302
    assert [version.due_days for version in requirement.versions.order_by("number")] == [90, 300]
    now, later = explain(world.therapist, requirement), explain(world.therapist, requirement, today(8))
    assert before
    assert now
    assert later
    assert (now.status.rule, now.status.deadline) == (before.status.rule, before.status.deadline)
    assert later.status.rule.number == 2
    page = client.get(reverse("requirement", args=[requirement.public_id])).content.decode()
    assert "Version 2" in page
    assert "Version 1 (in force)" in page


def test_who_ends_it_ends_it_for_everybody_from_that_day(world: World) -> None:
    requirement = make_requirement(world, "booster", roles=["therapist"])
    sent = {"from_on": today(3).isoformat(), "note": "No longer offered"}
    address = reverse("requirement_end", args=[requirement.public_id])
    assert world.client("coordinator").post(address, sent).status_code == 302
    assert explain(world.therapist, requirement) is not None
    assert explain(world.therapist, requirement, today(3)) is None
    assert requirement.versions.count() == 2


def test_programme_managers_see_numbers_and_no_names(world: World) -> None:
    requirement = make_requirement(world, "booster", roles=["therapist"])
    refresh()
    address = reverse("requirement", args=[requirement.public_id])
    assert "Amara Oyelaran" in world.client("coordinator").get(address).content.decode()
    page = world.client("manager").get(address).content.decode()
    assert "Amara Oyelaran" not in page
    assert "3 people" in page
    assert reverse("requirement_change", args=[requirement.public_id]) not in page


def test_only_a_coordinator_who_may_write_for_the_site_asks_something_of_every_organisation(world: World) -> None:
    everywhere = typed(world, place="everywhere", roles=[], confirm="1")
    assert world.client("coordinator").post(ADD, everywhere).status_code == 302
    asked = Requirement.objects.get()
    assert asked.organisation is None
    refresh()
    assert PersonStatus.objects.filter(user=world.other_therapist, requirement=asked).exists()
    Grant.objects.all().delete()
    refused = world.client("coordinator").post(ADD, everywhere | {"code": "again"})
    assert refused.status_code == 422
    change = reverse("requirement_change", args=[asked.public_id])
    assert world.client("coordinator").get(change).status_code == 403


def test_the_list_costs_the_same_however_many_requirements_there_are(
    world: World, django_assert_max_num_queries: Any
) -> None:
    make_requirement(world, "booster")
    client = world.client("coordinator")
    client.get("/team/requirements/")
    for number in range(12):
        make_requirement(world, f"booster-{number}", roles=["therapist"])
    with django_assert_max_num_queries(14):
        client.get("/team/requirements/")
