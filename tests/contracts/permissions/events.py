"""Live events: one of Northmoor's, over and partly attested, with the therapist booked and the expert as its trainer."""

from typing import Any

from events.models import Booking, EventOutcome, LiveEvent
from tests.contracts.permissions import Row
from tests.contracts.permissions.people import OUT
from tests.events.factories import BookingFactory, EventOutcomeFactory, LiveEventFactory
from tests.personas import World

ELSEWHERE = "others:404 admin:404"
OWN = f"members:200 {ELSEWHERE} {OUT}"
LOOKED_AFTER = "coordinator:{0} supervisors:{0} manager:{0} expert:{0}"


def event(world: World) -> dict[str, Any]:
    return {"public_id": _event(world).public_id}


def booking(world: World) -> dict[str, Any]:
    row = Booking.objects.get(event=_event(world), user=world.therapist)
    return event(world) | {"booking_id": row.public_id}


def outcome(world: World) -> dict[str, Any]:
    return event(world) | {"outcome_id": EventOutcome.objects.get(event=_event(world)).public_id}


def _event(world: World) -> LiveEvent:
    found = LiveEvent.objects.filter(code="PERMISSIONS").first()
    if found:
        return found
    made = LiveEventFactory(code="PERMISSIONS", organisation=world.northmoor, leader=world.expert, days=[-2])
    BookingFactory(event=made, user=world.therapist)
    BookingFactory(event=made, user=world.teammate)
    EventOutcomeFactory(event=made, user=world.teammate, attested_by=world.coordinator)
    return made


def told(answer: str, who: str) -> str:
    """For those named; whoever else sees the event is told no, everybody else finds nothing."""
    return f"members:403 {who.format(answer)} {ELSEWHERE} {OUT}"


RUNS, TAKES, BOOKS = "coordinator:{0}", "coordinator:{0} expert:{0}", "coordinator:{0} supervisors:{0}"

ROWS = [
    Row("events", get=f"members:200 {OUT}", post="all:405"),
    Row("event", get=OWN, post="all:405", kwargs=event),
    Row("event_book", get="all:405", post=OWN.replace("200", "302"), kwargs=event),
    Row("event_give_up", get="all:405", post=OWN.replace("200", "302"), kwargs=event),
    Row("event_sign_in", get=OWN, post=OWN.replace("200", "422"), kwargs=event),
    Row("event_calendar", get=OWN, post="all:405", kwargs=event),
    Row(
        "team_events",
        get=f"members:403 coordinator:200 manager:200 supervisors:200 other_supervisor:200 {OUT}",
        post="all:405",
    ),
    Row(
        "event_add",
        get=f"members:403 coordinator:200 {OUT}",
        post=f"members:403 coordinator:422 {OUT}",
    ),
    Row("team_event", get=told("200", LOOKED_AFTER), post="all:405", kwargs=event),
    Row("event_edit", get=told("200", RUNS), post=told("422", RUNS), kwargs=event),
    Row("event_cancel", get=told("200", RUNS), post=told("422", RUNS), kwargs=event),
    Row("event_book_people", get=told("200", BOOKS), post=told("422", BOOKS), kwargs=event),
    Row("event_take_off", get="all:405", post=told("302", BOOKS), kwargs=booking),
    Row("event_register", get=told("200", TAKES), post=told("302", TAKES), kwargs=event),
    Row("event_room", get=told("200", TAKES), post="all:405", kwargs=event),
    Row("event_register_csv", get=told("200", TAKES), post="all:405", kwargs=event),
    Row("event_attest", get=told("200", RUNS), post=told("302", RUNS), kwargs=event),
    Row("event_correct", get=told("200", RUNS), post=told("422", RUNS), kwargs=outcome),
]
