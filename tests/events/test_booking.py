"""Places: who may book whom, never too many, and a waiting list in the order of asking."""

from __future__ import annotations

import uuid

import pytest

from events.kinds import Prerequisite
from events.models import Booking, EventOutcome
from events.services import booking, planning
from events.services.errors import AlreadyBookedError, BegunError, CancelledError, NeededFirstError, NotAllowedError
from tests.events.factories import FIVE, NINE, BookingFactory, EventOutcomeFactory, LiveEventFactory
from tests.factories import MembershipFactory, today
from tests.personas import World


def book(world: World, event, actor: str, person: str | None = None, **more) -> Booking:
    return booking.book(actor=world[actor], event=event, person=world[person or actor], client_id=uuid.uuid4(), **more)


def states(event) -> list[tuple[int, str]]:
    return list(Booking.objects.open().filter(event=event).values_list("user_id", "state"))


def test_whoever_waits_longest_moves_up_when_a_place_frees_and_is_told(world: World, told) -> None:
    event = LiveEventFactory(capacity=1)
    book(world, event, "therapist")
    first, second = book(world, event, "teammate"), book(world, event, "supervisor")
    assert (first.state, second.state) == ("waiting", "waiting")
    booking.give_up(actor=world.therapist, booking=booking.booking_of(event, world.therapist))
    assert states(event) == [(world.teammate.pk, "booked"), (world.supervisor.pk, "waiting")]
    assert [person for kind, person in told if kind == "event_place_freed"] == [world.teammate.pk]


def test_more_places_go_to_those_who_wait_in_their_order(world: World) -> None:
    event = LiveEventFactory(capacity=1)
    for name in ("therapist", "teammate", "supervisor", "expert"):
        book(world, event, name)
    event.capacity = 3
    days = [planning.Day(day.on, day.starts, day.ends) for day in event.days.all()]
    planning.change(actor=world.coordinator, event=event, days=days, adaptations=[])
    assert [state for _user, state in states(event)] == ["booked", "booked", "booked", "waiting"]


def test_somebody_who_has_left_is_passed_over_and_their_place_is_freed(world: World) -> None:
    event = LiveEventFactory(capacity=1)
    gone = BookingFactory(event=event, user=world.leaver)
    BookingFactory(event=event, user=world.deactivated, waiting=True)
    BookingFactory(event=event, user=world.teammate, waiting=True)
    assert booking.free_places_of_leavers() == 1
    assert booking.free_places_of_leavers() == 0
    gone.refresh_from_db()
    assert gone.state == "cancelled"
    assert states(event) == [(world.deactivated.pk, "waiting"), (world.teammate.pk, "booked")]


def test_asking_twice_with_one_key_is_asking_once(world: World) -> None:
    event, key = LiveEventFactory(), uuid.uuid4()
    made = [booking.book(actor=world.therapist, event=event, person=world.therapist, client_id=key) for _ in range(2)]
    assert made[0] == made[1]
    with pytest.raises(AlreadyBookedError):
        book(world, event, "therapist")


def test_supervisors_book_their_own_team_and_nobody_else(world: World) -> None:
    event = LiveEventFactory()
    assert book(world, event, "supervisor", "therapist").state == "booked"
    for person in ("other_therapist", "leaver", "deactivated"):
        with pytest.raises(NotAllowedError):
            book(world, event, "supervisor", person)
    with pytest.raises(NotAllowedError):
        book(world, event, "teammate", "expert")


def test_an_event_of_an_organisation_takes_its_own_people_only(world: World) -> None:
    event = LiveEventFactory(organisation=world.northmoor)
    with pytest.raises(NotAllowedError):
        book(world, event, "other_therapist")
    assert book(world, event, "coordinator", "therapist").state == "booked"


def test_coordinators_book_people_of_their_organisations_only(world: World) -> None:
    with pytest.raises(NotAllowedError):
        book(world, LiveEventFactory(), "coordinator", "other_therapist")


def test_only_a_coordinator_vouches_for_the_pre_approval(world: World) -> None:
    event = LiveEventFactory(prerequisites=[Prerequisite.LICENSED_TEAM, Prerequisite.PRE_APPROVED])
    for actor in ("therapist", "supervisor"):
        with pytest.raises(NeededFirstError, match="Pre-approved"):
            book(world, event, actor, "therapist", vouched=[Prerequisite.PRE_APPROVED])
    made = book(world, event, "coordinator", "therapist", vouched=[Prerequisite.PRE_APPROVED])
    assert made.confirmed == ["pre_approved"]
    with pytest.raises(NeededFirstError, match="licensed team"):
        book(world, event, "coordinator", "manager", vouched=list(Prerequisite))


def test_an_orientation_attested_here_is_the_one_needed_first(world: World) -> None:
    event = LiveEventFactory(prerequisites=[Prerequisite.ORIENTATION])
    with pytest.raises(NeededFirstError):
        book(world, event, "therapist")
    EventOutcomeFactory(user=world.therapist, event=LiveEventFactory(kind="orientation", days=[-9]))
    assert book(world, event, "therapist").state == "booked"


def test_once_it_has_begun_only_who_runs_it_books(world: World) -> None:
    event = LiveEventFactory(days=[-1, 0])
    with pytest.raises(BegunError):
        book(world, event, "therapist")
    assert book(world, event, "coordinator", "therapist").state == "booked"
    planning.cancel(actor=world.coordinator, event=event, reason="Trainer ill")
    with pytest.raises(CancelledError):
        book(world, event, "coordinator", "teammate")


def test_many_are_booked_together_or_not_at_all(world: World) -> None:
    event = LiveEventFactory(prerequisites=[Prerequisite.LICENSED_TEAM], capacity=1)
    wanted = [(world[name], uuid.uuid4()) for name in ("therapist", "teammate", "manager")]
    with pytest.raises(NeededFirstError, match="Grace Ikande"):
        booking.book_many(actor=world.coordinator, event=event, wanted=wanted)
    assert states(event) == []
    made = booking.book_many(actor=world.coordinator, event=event, wanted=wanted[:2])
    again = booking.book_many(actor=world.coordinator, event=event, wanted=wanted[:2])
    assert [row.state for row in made] == ["booked", "waiting"]
    assert again == []


def test_a_place_makes_no_outcome(world: World) -> None:
    book(world, LiveEventFactory(), "therapist")
    assert not EventOutcome.objects.exists()


def test_cancelling_is_told_to_everybody_with_a_place_or_waiting(world: World, told) -> None:
    event = LiveEventFactory(capacity=1, organisation=world.northmoor)
    for name in ("therapist", "teammate"):
        book(world, event, name)
    for _twice in range(2):
        planning.cancel(actor=world.coordinator, event=event, reason="Trainer ill")
    heard = [person for kind, person in told if kind == "event_cancelled"]
    assert heard == [world.therapist.pk, world.teammate.pk]


def test_who_plans_for_an_organisation_coordinates_it(world: World) -> None:
    theirs = LiveEventFactory.build(organisation=world.lisnafallow, planned_by=world.coordinator)
    with pytest.raises(NotAllowedError):
        planning.plan(actor=world.coordinator, event=theirs, days=[])
    MembershipFactory(user=world.manager, team=None, organisation=world.lisnafallow, role="coordinator")
    days = [planning.Day(today(3), NINE, FIVE)]
    assert planning.plan(actor=world.manager, event=theirs, days=days).days.count() == 1
