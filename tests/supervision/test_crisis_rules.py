"""A crisis call: logged once by a supervisor, read by who called and the expert, final within a day or marked."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from supervision.models import CaseReference, CrisisConsultation, CrisisReview
from supervision.services import crises
from supervision.services.crises import Call
from supervision.services.errors import ConflictError, IncompleteError, NotAllowedError, WrongStateError
from tests.personas import World

pytestmark = pytest.mark.usefixtures("eyes_shut")


@pytest.fixture
def call(kept: World, case: CaseReference) -> Call:
    """Written whole."""
    now = timezone.now()
    return Call(
        case=case,
        called_at=now - datetime.timedelta(minutes=40),
        question="YP out, caregiver wants to search alone",
        advice="Safety plan, step 3. Do not search alone",
        route_followed=True,
        route_at=now,
        follow_up="Visit tomorrow",
        follow_up_by=kept.therapist,
    )


@pytest.fixture
def crisis(kept: World, call: Call) -> CrisisConsultation:
    return crises.log(actor=kept.supervisor, key=uuid.uuid4(), call=call)


def test_only_the_teams_supervisors_log_a_call(kept: World, call: Call) -> None:
    for persona in ("therapist", "teammate", "expert", "coordinator", "manager", "superuser", "other_supervisor"):
        with pytest.raises(NotAllowedError):
            crises.log(actor=kept.people[persona], key=uuid.uuid4(), call=call)
    assert crises.log(actor=kept.backup, key=uuid.uuid4(), call=call).taken_by == kept.backup


def test_a_form_sent_twice_logs_one_call(kept: World, crisis: CrisisConsultation, call: Call) -> None:
    assert crises.log(actor=kept.supervisor, key=crisis.pk, call=call) == crisis
    assert CrisisConsultation.objects.count() == 1


def test_the_key_of_somebody_elses_call_gives_nothing_away(kept: World, crisis: CrisisConsultation, call: Call) -> None:
    with pytest.raises(NotAllowedError):
        crises.log(actor=kept.backup, key=crisis.pk, call=call)


def test_a_call_is_read_by_who_called_the_supervisors_and_the_expert_and_not_by_team_mates(
    kept: World, crisis: CrisisConsultation
) -> None:
    readers = {name for name, person in kept.people.items() if CrisisConsultation.objects.visible_to(person).exists()}
    assert readers == {"therapist", "supervisor", "backup", "expert"}


def test_who_called_is_the_cases_therapist_unless_somebody_else_is_named(
    kept: World, crisis: CrisisConsultation, call: Call
) -> None:
    assert crisis.caller == kept.therapist
    on_duty = crises.log(actor=kept.supervisor, key=uuid.uuid4(), call=replace(call, caller=kept.teammate))
    assert not CrisisConsultation.objects.visible_to(kept.therapist).filter(pk=on_duty.pk).exists()


def test_nobody_outside_the_team_can_be_given_the_follow_up(kept: World, call: Call) -> None:
    with pytest.raises(NotAllowedError):
        crises.log(actor=kept.supervisor, key=uuid.uuid4(), call=replace(call, follow_up_by=kept.other_therapist))


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"question": " "}, "question"),
        ({"advice": ""}, "advice"),
        ({"route_followed": None}, "route"),
        ({"route_at": None}, "route_at"),
        ({"follow_up_by": None}, "follow_up_by"),
    ],
)
def test_a_call_with_something_missing_is_not_final(
    kept: World, call: Call, changed: dict[str, object], fault: str
) -> None:
    crisis = crises.log(actor=kept.supervisor, key=uuid.uuid4(), call=replace(call, **changed))  # type: ignore[arg-type]
    with pytest.raises(IncompleteError) as missing:
        crises.finalise(actor=kept.supervisor, crisis=crisis, version=crisis.version)
    assert missing.value.faults == [fault]


def test_a_route_that_was_not_followed_has_no_time(kept: World, call: Call) -> None:
    crisis = crises.log(actor=kept.supervisor, key=uuid.uuid4(), call=replace(call, route_followed=False))
    assert crisis.route_at is None
    assert crises.finalise(actor=kept.supervisor, crisis=crisis, version=1).state == "final"


def test_a_call_is_marked_when_it_is_not_final_after_a_day(kept: World, call: Call) -> None:
    old = replace(call, called_at=timezone.now() - datetime.timedelta(hours=25))
    late = crises.log(actor=kept.supervisor, key=uuid.uuid4(), call=old)
    assert late.is_late
    assert crises.finalise(actor=kept.backup, crisis=late, version=1).is_late
    in_time = crises.log(actor=kept.supervisor, key=uuid.uuid4(), call=call)
    crises.finalise(actor=kept.supervisor, crisis=in_time, version=1)
    assert not in_time.is_late


def test_of_two_supervisors_the_later_one_is_told(kept: World, crisis: CrisisConsultation, call: Call) -> None:
    crises.save(actor=kept.backup, crisis=crisis, version=1, call=replace(call, advice="Phone the agreed contacts"))
    stale = CrisisConsultation.objects.get(pk=crisis.pk)
    with pytest.raises(ConflictError):
        crises.save(actor=kept.supervisor, crisis=stale, version=1, call=call)


def test_a_final_call_changes_no_more(kept: World, crisis: CrisisConsultation, call: Call) -> None:
    final = crises.finalise(actor=kept.supervisor, crisis=crisis, version=1)
    with pytest.raises(WrongStateError):
        crises.save(actor=kept.supervisor, crisis=final, version=final.version, call=call)
    with pytest.raises(WrongStateError):
        crises.finalise(actor=kept.supervisor, crisis=final, version=final.version)
    with pytest.raises(NotAllowedError):
        crises.add(actor=kept.expert, crisis=final, text="Mine")
    crises.add(actor=kept.backup, crisis=final, text="Found at 23:40")


def test_a_supervisor_looks_at_it_once(kept: World, crisis: CrisisConsultation) -> None:
    with pytest.raises(WrongStateError):
        crises.look_at(actor=kept.supervisor, crisis=crisis, text="Too soon")
    crises.finalise(actor=kept.supervisor, crisis=crisis, version=1)
    first = crises.look_at(actor=kept.supervisor, crisis=crisis, text="The plan held")
    assert crises.look_at(actor=kept.backup, crisis=crisis, text="Twice") == first
    readers = {name for name, person in kept.people.items() if CrisisReview.objects.visible_to(person).exists()}
    assert readers == {"therapist", "supervisor", "backup", "expert"}


def test_the_database_itself_keeps_a_final_call_and_its_review(kept: World, crisis: CrisisConsultation) -> None:
    crises.finalise(actor=kept.supervisor, crisis=crisis, version=1)
    crises.look_at(actor=kept.supervisor, crisis=crisis, text="The plan held")
    for rows, change in (
        (CrisisConsultation.objects.all(), {"route_followed": False}),
        (CrisisReview.objects.all(), {"author": kept.backup}),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.update(**change)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows._raw_delete(rows.db)
