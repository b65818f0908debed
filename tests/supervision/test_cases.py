"""Cases: opened under a random code, moved on, handed over; the front page says what is whose to do."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from people.models import Membership, Notification
from supervision.models import Action, CaseReference, PlannedHandOver, RecordKeeping
from supervision.services import actions
from supervision.services.cases import move_case, open_case
from supervision.services.errors import NotAllowedError, WrongStateError
from supervision.services.hand_overs import carry_out_due, hand_over, hand_over_all, plan
from tests.factories import AdaptationFactory, MembershipFactory, TeamFactory, today
from tests.personas import World
from tests.supervision.clock import at
from tests.supervision.furnished.a_cases import make_case

pytestmark = pytest.mark.usefixtures("kept")


def open_page(world: World, persona: str, name: str, **kwargs: Any) -> str:
    answer = world.client(persona).get(reverse(name, kwargs=kwargs))
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def opening(world: World, **changed: str) -> dict[str, str]:
    return {
        "adaptation": str(AdaptationFactory().pk),
        "age_band": "13_14",
        "therapist": str(world.therapist.public_id),
        "opened_week": today().isoformat(),
        **changed,
    }


def test_a_case_gets_a_code_that_says_nothing_and_shows_it(world: World) -> None:
    client = world.client("therapist")
    answer = client.post(reverse("case_open", args=[world.east.public_id]), opening(world), follow=True)
    case = CaseReference.objects.get()
    assert re.fullmatch(r"[A-Z]+-\d{3}", case.code)
    assert case.code in answer.content.decode()
    assert case.code not in answer.request["PATH_INFO"]


def test_a_therapist_is_offered_nobody_else_to_open_a_case_for(world: World) -> None:
    client = world.client("therapist")
    posted = opening(world, therapist=str(world.teammate.public_id))
    answer = client.post(reverse("case_open", args=[world.east.public_id]), posted)
    assert answer.status_code == 200
    assert not CaseReference.objects.exists()


@pytest.mark.parametrize(("days", "opened"), [(-430, False), (-30, True), (7, True), (30, False)])
def test_treatment_begins_about_now(world: World, days: int, opened: bool) -> None:
    posted = opening(world, opened_week=today(days).isoformat())
    world.client("therapist").post(reverse("case_open", args=[world.east.public_id]), posted)
    assert CaseReference.objects.exists() is opened


def test_the_form_is_kept_where_no_schedule_is_set(world: World) -> None:
    RecordKeeping.objects.all().delete()
    answer = world.client("therapist").post(reverse("case_open", args=[world.east.public_id]), opening(world))
    assert answer.status_code == 200
    assert "has not set its record keeping" in answer.content.decode()


def test_a_case_goes_through_treatment_and_back_until_it_is_archived(world: World, case: CaseReference) -> None:
    for status in ("closing", "open", "closed", "open", "closed", "archived"):
        case = move_case(actor=world.therapist, case=case, status=status)
        assert (case.closed_on is None) is (status in {"open", "closing"})
    with pytest.raises(WrongStateError):
        move_case(actor=world.supervisor, case=case, status="open")


def test_a_closing_day_lies_between_the_first_week_and_today(world: World, case: CaseReference) -> None:
    client, address = world.client("supervisor"), reverse("case_move", args=[case.pk])
    for day in (today(1), today(-60)):
        assert client.post(address, {"status": "closed", "closed_on": day.isoformat()}).status_code == 200
    assert client.post(address, {"status": "closed", "closed_on": today(-1).isoformat()}).status_code == 302
    case.refresh_from_db()
    assert (case.status, case.closed_on) == ("closed", today(-1))


def test_everything_open_goes_over_when_somebody_leaves(world: World, case: CaseReference) -> None:
    second, closed = make_case(world), make_case(world)
    move_case(actor=world.therapist, case=closed, status="closed")
    agreed = actions.agree(
        actor=world.supervisor, team=world.east, owner=world.therapist, source=case, text="Phone the school", case=case
    )
    done = actions.agree(
        actor=world.supervisor, team=world.east, owner=world.therapist, source=case, text="Book a visit"
    )
    actions.finish(actor=world.therapist, action=done)
    Membership.objects.filter(user=world.therapist).update(ends_on=today(-1))
    moved = hand_over_all(actor=world.supervisor, team=world.east, person=world.therapist, therapist=world.teammate)
    assert {row.pk for row in moved} == {case.pk, second.pk}
    owners = dict(CaseReference.objects.values_list("pk", "therapist__name"))
    assert owners[case.pk] == owners[second.pk] == "Tom Ashdown"
    assert owners[closed.pk] == "Amara Oyelaran"
    assert Action.objects.get(pk=agreed.pk).owner == world.teammate
    assert Action.objects.get(pk=done.pk).owner == world.therapist


def test_a_hand_over_from_a_later_day_waits_for_it_and_can_be_called_off(world: World, case: CaseReference) -> None:
    client, address = world.client("supervisor"), reverse("case_hand_over", args=[case.pk])
    chosen = {"therapist": str(world.teammate.public_id), "scope": "case", "from_on": today(5).isoformat()}
    agreed = actions.agree(
        actor=world.supervisor, team=world.east, owner=world.therapist, source=case, text="Phone the school", case=case
    )
    client.post(address, chosen)
    page = client.get(reverse("case", args=[case.pk])).content.decode()
    assert "Call it off" in page
    assert carry_out_due() == 0
    client.post(reverse("case_hand_over_off", args=[case.pk]))
    with at(timezone.now() + datetime.timedelta(days=6)):
        assert carry_out_due() == 0
    client.post(address, chosen | {"actions": "on"})
    with at(timezone.now() + datetime.timedelta(days=5)):
        assert carry_out_due() == 1
        assert carry_out_due() == 0
    case.refresh_from_db()
    assert case.therapist == world.teammate
    assert Action.objects.get(pk=agreed.pk).owner == world.teammate
    assert Notification.objects.filter(user=world.teammate, kind="supervision_handed").exists()


def test_everything_open_on_the_day_goes_over_from_a_later_day(world: World, case: CaseReference) -> None:
    agreed = actions.agree(
        actor=world.supervisor, team=world.east, owner=world.therapist, source=case, text="Book a visit"
    )
    plan(
        actor=world.supervisor,
        case=case,
        therapist=world.teammate,
        from_on=today(5),
        everything=True,
        with_actions=True,
    )
    later = make_case(world)
    assert "Call it off" in open_page(world, "supervisor", "case", pk=later.pk)
    with at(timezone.now() + datetime.timedelta(days=5)):
        assert carry_out_due() == 1
    owners = set(CaseReference.objects.open().values_list("therapist", flat=True))
    assert owners == {world.teammate.pk}
    assert Action.objects.get(pk=agreed.pk).owner == world.teammate


def test_a_planned_hand_over_to_somebody_who_left_moves_nothing_and_says_so(world: World, case: CaseReference) -> None:
    plan(actor=world.supervisor, case=case, therapist=world.teammate, from_on=today(5))
    Membership.objects.filter(user=world.teammate).update(ends_on=today(1))
    with at(timezone.now() + datetime.timedelta(days=5)):
        assert carry_out_due() == 0
    case.refresh_from_db()
    assert case.therapist == world.therapist
    assert Notification.objects.filter(user=world.supervisor, kind="supervision_not_handed").exists()
    assert not PlannedHandOver.objects.exists()


@pytest.mark.parametrize("days", [-1, 200])
def test_a_hand_over_is_today_or_within_half_a_year(world: World, case: CaseReference, days: int) -> None:
    chosen = {"therapist": str(world.teammate.public_id), "scope": "case", "from_on": today(days).isoformat()}
    answer = world.client("supervisor").post(reverse("case_hand_over", args=[case.pk]), chosen)
    assert answer.status_code == 200
    assert "from_on" in answer.context["form"].errors


@pytest.mark.parametrize("persona", ["therapist", "teammate", "expert", "other_supervisor", "superuser"])
def test_only_who_supervises_hands_over(world: World, case: CaseReference, persona: str) -> None:
    with pytest.raises(NotAllowedError):
        hand_over(actor=world.people[persona], case=case, therapist=world.teammate)


def test_a_closed_case_is_not_handed_over(world: World, case: CaseReference) -> None:
    closed = move_case(actor=world.therapist, case=case, status="closed")
    with pytest.raises(WrongStateError):
        hand_over(actor=world.supervisor, case=closed, therapist=world.teammate)


def test_a_therapist_sees_their_week_and_a_supervisor_the_teams(world: World, case: CaseReference) -> None:
    other = open_case(
        actor=world.supervisor,
        team=world.east,
        adaptation=AdaptationFactory(),
        age_band="11_12",
        therapist=world.teammate,
        opened_week=today(),
    )
    own = open_page(world, "therapist", "supervision")
    assert "My cases this week" in own
    assert case.code in own
    assert other.code not in own
    team = open_page(world, "supervisor", "supervision")
    assert "0 of 2 summaries in" in team
    assert case.code in team
    assert other.code in team


def test_without_a_schedule_the_page_says_who_sets_it(world: World) -> None:
    RecordKeeping.objects.all().delete()
    assert "Beth Okafor, who guards the information" in open_page(world, "therapist", "supervision")
    assert "Open a case" not in open_page(world, "therapist", "supervision")


def test_a_manager_sees_counts_and_no_code(world: World, case: CaseReference) -> None:
    page = open_page(world, "manager", "supervision")
    assert "Counts only" in page
    assert case.code not in page


def test_reading_ones_actions_is_logged_and_an_empty_page_is_not(world: World, case: CaseReference) -> None:
    open_page(world, "therapist", "supervision")
    assert not Entry.objects.filter(action="audit.read").exists()
    action = actions.agree(
        actor=world.supervisor, team=world.east, owner=world.therapist, source=case, text="Phone the school"
    )
    assert "Phone the school" in open_page(world, "therapist", "supervision")
    entry = Entry.objects.get(action="audit.read")
    assert (entry.role, entry.records) == ("therapist", [["supervision.action", str(action.pk)]])


def test_the_front_page_costs_the_same_with_200_teams(world: World, django_assert_max_num_queries: Any) -> None:
    make_case(world)
    client = world.client("expert")
    client.get("/supervision/")
    with django_assert_max_num_queries(14) as few:
        client.get("/supervision/")
    for _number in range(200):
        MembershipFactory(user=world.expert, team=TeamFactory(organisation=world.northmoor), role="expert")
    for _number in range(6):
        make_case(world)
    with django_assert_max_num_queries(len(few)):
        page = client.get("/supervision/").content.decode()
    assert page.count("<option") == 201


LEADING = {"practice_team", "measures", "expert_overview", "supervision_breaks"}


@pytest.mark.parametrize(
    ("persona", "linked"),
    [
        ("supervisor", LEADING | {"crisis", "individual", "report"}),
        ("expert", LEADING),
        ("therapist", {"practice_team", "individual"}),
    ],
)
def test_the_front_page_leads_to_every_part_that_the_role_may_open(kept: World, persona: str, linked: set[str]) -> None:
    places = {name: reverse(name) for name in (*LEADING, "crisis", "individual")}
    places["report"] = reverse("supervision_report", args=[kept.east.public_id])
    page = kept.client(persona).get("/supervision/").content.decode()
    everywhere = ("consultation", "actions", "supervision_search")
    assert all(f'href="{reverse(name)}"' in page for name in everywhere)
    assert {name for name, href in places.items() if f'href="{href}"' in page} == linked
    client = kept.client(persona)
    assert {client.get(places[name], follow=True).status_code for name in linked} == {200}
