"""From the register to what counts: only a coordinator's attestation does, and a correction never overwrites."""

from __future__ import annotations

import pytest

from events import finished, outcomes, room_codes
from events.models import Attendance, EventOutcome, LiveEvent
from events.services import attesting, register
from events.services.errors import (
    MarksMissingError,
    NoBookingError,
    NotAllowedError,
    NothingChangedError,
    NotOverError,
    NotTodayError,
    WrongCodeError,
)
from events.services.register import Mark
from learning.finished import tell as tell_learning
from learning.models import Certificate
from tests.events.factories import BookingFactory, LiveEventFactory
from tests.factories import CompletionFactory, EnrolmentFactory, make_edition, make_module
from tests.personas import World


def held(world: World, *people: str, days: tuple[int, ...] = (-2,), **facts) -> LiveEvent:
    event = LiveEventFactory(days=list(days), organisation=world.northmoor, **facts)
    for name in people:
        BookingFactory(event=event, user=world[name])
    return event


def mark(world: World, event: LiveEvent, by: str = "coordinator", **marks: Mark | str) -> None:
    found = {world[name].pk: Mark(value) if isinstance(value, str) else value for name, value in marks.items()}
    for day in event.days.all():
        register.take(actor=world[by], event=event, day=day, marks=found)


def test_attesting_gives_everybody_who_attended_one_certificate_and_nobody_else(world: World) -> None:
    event = held(world, "therapist", "teammate", "expert", outcomes=["Build a second adult."], valid_months=12)
    mark(world, event, therapist="attended", teammate=Mark("partial", 90), expert="absent")
    heard: list[EventOutcome] = []
    finished.register(heard.append)
    try:
        for _twice in range(2):
            attesting.attest(actor=world.coordinator, event=event)
    finally:
        finished._listeners.remove(heard.append)
    assert [(row.user_id, row.result, row.minutes) for row in heard] == [
        (world.therapist.pk, "attended", 420),
        (world.expert.pk, "absent", 0),
        (world.teammate.pk, "partial", 90),
    ]
    certificate = Certificate.objects.get()
    assert certificate.holder == world.therapist
    assert (certificate.module_code, certificate.minutes) == ("BST", 420)
    assert certificate.outcomes == ["Build a second adult."]
    assert certificate.expires_on is not None
    assert [row.user_id for row in outcomes.attended()] == [world.therapist.pk]


def test_nobody_attests_or_marks_their_own(world: World) -> None:
    event = held(world, "coordinator", "therapist")
    with pytest.raises(NotAllowedError):
        mark(world, event, coordinator="attended")
    mark(world, event, therapist="attended")
    made = attesting.attest(actor=world.coordinator, event=event)
    assert [row.user_id for row in made] == [world.therapist.pk]
    assert not EventOutcome.objects.filter(user=world.coordinator).exists()


def test_the_trainer_takes_the_register_and_does_not_attest(world: World) -> None:
    event = held(world, "therapist", leader=world.expert)
    mark(world, event, by="expert", therapist="attended")
    for actor in ("expert", "supervisor", "manager", "therapist", "other_supervisor"):
        with pytest.raises(NotAllowedError):
            attesting.attest(actor=world[actor], event=event)
    with pytest.raises(NotAllowedError):
        mark(world, event, by="supervisor", therapist="absent")


def test_attesting_waits_for_the_last_day_and_for_every_mark(world: World) -> None:
    coming = held(world, "therapist", days=(0, 1))
    with pytest.raises(NotOverError):
        attesting.attest(actor=world.coordinator, event=coming)
    event = held(world, "therapist", "teammate")
    mark(world, event, therapist="attended")
    with pytest.raises(MarksMissingError, match="Tom Ashdown"):
        attesting.attest(actor=world.coordinator, event=event)
    assert not EventOutcome.objects.exists()


def test_a_day_missed_makes_it_attendance_in_part(world: World) -> None:
    event = held(world, "therapist", days=(-3, -2))
    first, second = event.days.all()
    register.take(actor=world.coordinator, event=event, day=first, marks={world.therapist.pk: Mark("attended")})
    register.take(actor=world.coordinator, event=event, day=second, marks={world.therapist.pk: Mark("absent")})
    made = attesting.attest(actor=world.coordinator, event=event)
    assert [(row.result, row.minutes) for row in made] == [("partial", 420)]


def test_a_correction_supersedes_and_revokes_the_certificate(world: World) -> None:
    event = held(world, "therapist")
    mark(world, event, therapist="attended")
    (outcome,) = attesting.attest(actor=world.coordinator, event=event)
    day = event.days.get()
    with pytest.raises(NothingChangedError):
        correct(world, outcome, {day.pk: Mark("attended")})
    made = correct(world, outcome, {day.pk: Mark("absent")})
    assert (made.supersedes, made.reason) == (outcome, "Taken for somebody else")
    outcome.refresh_from_db()
    assert outcome.result == "attended"
    assert [row.state for row in Certificate.objects.all()] == ["revoked"]
    again = correct(world, made, {day.pk: Mark("attended")})
    assert {row.state for row in Certificate.objects.all()} == {"revoked", "issued"}
    assert list(EventOutcome.objects.current()) == [again]


def correct(world: World, outcome: EventOutcome, marks: dict[int, Mark]) -> EventOutcome:
    return attesting.correct(actor=world.coordinator, outcome=outcome, marks=marks, reason="Taken for somebody else")


def test_an_official_orientation_is_never_completed_by_a_module(world: World) -> None:
    """Even by one that has its code: no completion makes an outcome, and the kinds say so to other rooms."""
    LiveEventFactory(kind="orientation", code="ORI", days=[-1])
    edition = make_edition(make_module("ORI"))
    completion = CompletionFactory(enrolment=EnrolmentFactory(user=world.therapist, edition=edition, done=True))
    tell_learning(completion)
    assert outcomes.attended() == []
    assert not EventOutcome.objects.exists()
    assert [kind for kind in LiveEvent._meta.get_field("kind").choices if outcomes.only_by_attendance(kind[0])] == [
        ("orientation", "Orientation"),
        ("supervisor_orientation", "Supervisor orientation"),
    ]


def test_signing_in_needs_a_place_and_todays_code_and_counts_for_nothing_yet(world: World) -> None:
    event = held(world, "therapist", days=(-1, 0, 1))
    codes = [room_codes.code_of(day) for day in event.days.all()]
    assert len(set(codes)) == 3
    for wrong in (codes[0], codes[2], "", "AAAAAA"):
        with pytest.raises(WrongCodeError):
            register.sign_in(actor=world.therapist, event=event, code=wrong)
    with pytest.raises(NoBookingError):
        register.sign_in(actor=world.teammate, event=event, code=codes[1])
    typed = f" {codes[1][:3].lower()} {codes[1][3:].lower()} "
    first = register.sign_in(actor=world.therapist, event=event, code=typed)
    assert register.sign_in(actor=world.therapist, event=event, code=codes[1]).signed_in_at == first.signed_in_at
    assert Attendance.objects.get().mark == ""
    assert not EventOutcome.objects.exists()


def test_a_day_to_come_has_no_marks_yet(world: World) -> None:
    event = held(world, "therapist", days=(1,))
    with pytest.raises(NotTodayError):
        mark(world, event, therapist="attended")
    with pytest.raises(NotTodayError):
        register.sign_in(actor=world.therapist, event=event, code="AAAAAA")
