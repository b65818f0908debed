"""What a plan arranges and a crisis call leaves to do are actions like those of a session, and stay between the two."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from learning.models import Enrolment
from people.models import Team, User
from supervision import agenda_hooks
from supervision.models import Action, CaseReference
from supervision.plan_parts import Arranged, stored
from supervision.services import crises, notices, plans, sessions
from tests.factories import today
from tests.personas import World
from tests.supervision.furnished.practice import make_plan
from tests.supervision.test_loop import CANARY, module_of, today_page


@pytest.mark.usefixtures("eyes_shut")
def test_what_a_plan_arranges_to_learn_is_an_action_once_both_have_signed(world: World, case: CaseReference) -> None:
    edition = module_of(world)
    plan = make_plan(world)
    line = Arranged(kind=f"module:{edition.module_key}", text=CANARY, due=today(9).isoformat())
    plan = plans.save(actor=world.therapist, plan=plan, version=plan.version, arranged=stored([line]))
    plan = plans.sign(actor=world.supervisor, plan=plan, version=plan.version)
    assert not Action.objects.exists()
    plans.sign(actor=world.therapist, plan=plan, version=plan.version)
    action = Action.objects.get()
    assert (action.owner, action.module_key, action.due_on) == (world.therapist, edition.module_key, today(9))
    assert Enrolment.objects.open().of(world.therapist).get().due_on == today(9)
    page = today_page(world)
    assert "Finding the fit together" in page
    assert "canary" not in page
    assert not Action.objects.visible_to(world.teammate).exists()


def test_the_head_of_every_page_says_how_many_notices_are_new_at_no_cost(world: World) -> None:
    client = world.client("therapist")
    assert "new notice" not in client.get("/profile/").content.decode()
    with CaptureQueriesContext(connection) as before:
        client.get("/profile/")
    notices.tell([world.therapist], notices.Kind.SHARED)
    notices.tell([world.therapist], notices.Kind.AGREED)
    with CaptureQueriesContext(connection) as after:
        page = client.get("/profile/").content.decode()
    assert ", 2 new notices" in page
    assert len(after) == len(before)
    client.post(reverse("notifications"))
    assert "new notice" not in client.get("/profile/").content.decode()


@pytest.mark.usefixtures("eyes_shut")
def test_a_final_crisis_calls_follow_up_is_an_action_of_whom_it_names(world: World, case: CaseReference) -> None:
    call = crises.Call(
        case=case, called_at=timezone.now(), question="Q", advice="A", route_followed=False, follow_up=CANARY,
        follow_up_by=world.therapist, follow_up_on=today(1),
    )  # fmt: skip
    crisis = crises.log(actor=world.supervisor, key=uuid.uuid4(), call=call)
    assert not Action.objects.exists()
    crises.finalise(actor=world.supervisor, crisis=crisis, version=crisis.version)
    action = Action.objects.get()
    assert (action.owner, action.due_on, action.case, action.text) == (world.therapist, today(1), case, CANARY)
    assert not Action.objects.visible_to(world.teammate).exists()
    assert not Action.objects.not_private().exists()


def test_what_another_room_registers_for_the_agenda_stands_on_it(kept: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agenda_hooks, "_providers", [])
    asked = []

    @agenda_hooks.register
    def due(team: Team, day: datetime.date, reader: User) -> list[agenda_hooks.AgendaNote]:
        asked.append((team, day, reader))
        return [agenda_hooks.AgendaNote("Booster is due", "Amara", "/learn/")]

    soon = timezone.now() + datetime.timedelta(days=2)
    coming = sessions.plan(actor=kept.supervisor, team=kept.east, starts_at=soon, mode="video")
    page = kept.client("supervisor").get(reverse("session", args=[coming.pk])).content.decode()
    assert '<a href="/learn/">Booster is due</a>' in page
    assert asked == [(kept.east, timezone.localdate(soon), kept.supervisor)]
