"""A person's training: why in words, another day, and what is recorded about it with what that moves."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Entry
from pathways.models import Absence, Assignment, Exemption, PersonStatus, ReadAcknowledgement
from pathways.services.about_people import exempt
from pathways.services.statuses import refresh
from tests.factories import make_resource, today
from tests.pathways.factories import make_requirement
from tests.personas import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(world: World) -> World:
    """Every therapist of Northmoor must attend a booster within 90 days, since long ago."""
    make_requirement(world, "booster", roles=["therapist"], due_days=90)
    refresh()
    return world


def training(world: World) -> str:
    return reverse("person_training", args=[world.therapist.public_id])


def test_a_supervisor_reads_every_requirement_with_its_why(asked: World) -> None:
    page = asked.client("supervisor").get(training(asked)).content.decode()
    assert "Why" in page
    assert "It has not been done yet." in page
    assert "Due 90 days after" in page


def test_another_day_shows_what_was_known_then_and_days_to_come_are_refused(asked: World) -> None:
    client, person = asked.client("supervisor"), asked.therapist
    requirement = PersonStatus.objects.get(user=person).requirement
    exempt(
        actor=asked.coordinator, user=person, requirement=requirement, organisation=asked.northmoor,
        reason="Seconded elsewhere", from_on=today(-9), until_on=today(9),
    )  # fmt: skip
    assert "Exempt from" in client.get(training(asked)).content.decode()
    page = client.get(f"{training(asked)}?on={today(-1).isoformat()}")
    assert "This is how it stood on" in page.content.decode()
    assert [group.code for group in page.context["groups"]] != ["exempt"]
    assert "This day has not come yet." in client.get(f"{training(asked)}?on={today(1).isoformat()}").content.decode()
    assert client.get(f"{training(asked)}?on=nonsense").status_code == 200


def test_leave_shows_what_it_moves_before_it_is_kept(asked: World) -> None:
    client, address = asked.client("supervisor"), reverse("person_absence", args=[asked.therapist.public_id])
    sent = {"kind": "leave", "from_on": today().isoformat(), "until_on": today(13).isoformat()}
    page = client.post(address, sent | {"check": "1"})
    assert [move.name for move in page.context["moves"]] == ["Booster"]
    assert not Absence.objects.exists()
    assert not Entry.objects.filter(action="pathways.absence_added").exists()
    before = PersonStatus.objects.get(user=asked.therapist).due_on
    assert client.post(address, sent | {"confirm": "1"}).status_code == 302
    after = PersonStatus.objects.get(user=asked.therapist).due_on
    assert before
    assert after
    assert after >= before + datetime.timedelta(days=12)
    away = Absence.objects.get()
    assert client.post(reverse("absence_withdraw", args=[away.public_id])).status_code == 302
    assert PersonStatus.objects.get(user=asked.therapist).due_on == before


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"until_on": today(-5).isoformat()}, "until_on"), ({"until_on": ""}, "until_on"), ({"kind": "strike"}, "kind"),
     ({"until_on": today(900).isoformat()}, "until_on")],
)  # fmt: skip
def test_wrong_days_are_said_beside_their_field(asked: World, changed: dict[str, str], field: str) -> None:
    address = reverse("person_absence", args=[asked.therapist.public_id])
    sent = {"kind": "leave", "from_on": today().isoformat(), "until_on": today(3).isoformat()} | changed
    answer = asked.client("supervisor").post(address, sent | {"confirm": "1"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Absence.objects.exists()


def test_prior_learning_is_an_exemption_that_says_what_was_seen_and_until_when(asked: World) -> None:
    requirement = PersonStatus.objects.get(user=asked.therapist).requirement
    sent = {
        "requirement": str(requirement.public_id),
        "reason": "certificate of another trust",
        "from_on": today().isoformat(),
        "until_on": today(200).isoformat(),
        "confirm": "1",
    }
    client = asked.client("coordinator")
    assert client.post(reverse("person_prior", args=[asked.therapist.public_id]), sent).status_code == 302
    made = Exemption.objects.get()
    assert made.reason == "Prior learning recognised: certificate of another trust"
    assert PersonStatus.objects.get(user=asked.therapist).state == "exempt"
    mine = asked.client("therapist").get("/pathway/").content.decode()
    assert "certificate of another trust" in mine
    assert client.post(reverse("exemption_withdraw", args=[made.public_id])).status_code == 302
    assert PersonStatus.objects.get(user=asked.therapist).state != "exempt"
    assert "taken back" in client.get(training(asked)).content.decode()


def test_a_coordinator_assigns_by_a_day_and_not_by_one_that_has_passed(asked: World) -> None:
    requirement = make_requirement(asked, "extra", by_audience=False)
    address = reverse("person_assign", args=[asked.therapist.public_id])
    sent = {"requirement": str(requirement.public_id), "due_on": today(-1).isoformat(), "confirm": "1"}
    assert list(asked.client("coordinator").post(address, sent).context["form"].errors) == ["due_on"]
    assert asked.client("coordinator").post(address, sent | {"due_on": today(9).isoformat()}).status_code == 302
    assert Assignment.objects.get().user == asked.therapist


def test_who_has_read_says_so_with_one_press(world: World) -> None:
    resource = make_resource("R1")
    from learning.services.library import store_text

    store_text(resource)
    key = str(resource.translation_key)
    make_requirement(world, "reading", kind="reading", target_key=key, roles=["therapist"], due_days=90)
    refresh()
    client = world.client("therapist")
    assert "I have read this" in client.get("/pathway/").content.decode()
    assert client.post("/pathway/read/", {"key": key}).status_code == 302
    assert ReadAcknowledgement.objects.get().user == world.therapist
    assert PersonStatus.objects.get(user=world.therapist).state == "in_date"
    page = client.get("/pathway/").content.decode()
    assert "I have read this" not in page
    assert "Nothing due." in page


def test_a_persons_page_costs_the_same_however_much_is_asked(asked: World) -> None:
    client, counts = asked.client("supervisor"), []
    client.get(training(asked))
    for more in (0, 10):
        for number in range(more):
            make_requirement(asked, f"more-{number}", roles=["therapist"])
        with CaptureQueriesContext(connection) as found:
            assert client.get(training(asked)).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_in_two_organisations_each_coordinator_sees_what_their_own_asks(asked: World) -> None:
    """The therapist also joins Lisnafallow, whose requirements Northmoor's coordinator may not read."""
    from pathways.services.requirements import create_requirement
    from tests.factories import MembershipFactory

    MembershipFactory(user=asked.therapist, team=asked.away)
    create_requirement(
        actor=None, organisation=asked.lisnafallow, code="theirs", name_en="Theirs alone", kind="event",
        target_key="workshop",
    )  # fmt: skip
    assert "Theirs alone" not in asked.client("coordinator").get(training(asked)).content.decode()
    assert "Theirs alone" in asked.client("therapist").get("/pathway/").content.decode()
