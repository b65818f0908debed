"""Places: booking, waiting in the order of asking, moving up when one frees. Never more people than places."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from audit.services import record
from events import telling
from events.models import Booking, LiveEvent
from events.permissions import may_book, may_give_up, people_bookable_by, runs_event
from events.prerequisites import in_words, missing
from events.services.errors import (
    AlreadyBookedError,
    AttestedError,
    BegunError,
    CancelledError,
    FullError,
    NeededFirstError,
    NoBookingError,
    NotAllowedError,
)
from events.services.locking import locked
from people.models import Membership, User

State = Booking.State


@transaction.atomic
def book(*, actor: User, event: LiveEvent, person: User, client_id: uuid.UUID, vouched: Iterable[str] = ()) -> Booking:
    """A place for the person, or the next one in the waiting list. The same `client_id` again gives the same booking.

    Only who runs the event may vouch for what is needed first, or book once it has begun.
    """
    event = locked(event)
    before = Booking.objects.filter(public_id=client_id, event=event, user=person).first()
    if before:
        return before
    if not may_book(actor, event, person):
        raise NotAllowedError
    free = _free_places(event, by_runner=runs_event(actor, event))
    if Booking.objects.open().filter(event=event, user=person).exists():
        raise AlreadyBookedError
    said = list(vouched) if runs_event(actor, event) else []
    needs = missing(event, [person.pk], said)[person.pk]
    if needs:
        raise NeededFirstError(in_words(needs))
    booking = _add(actor, event, person, client_id, said, has_place=free > 0)
    _log(actor, "events.booked" if free > 0 else "events.waiting", event, booking)
    return booking


@transaction.atomic
def book_many(
    *, actor: User, event: LiveEvent, wanted: Iterable[tuple[User, uuid.UUID]], vouched: Iterable[str] = ()
) -> list[Booking]:
    """Several people in the order given; those booked already are left as they are. All of them, or a named error."""
    event = locked(event)
    asked = [(person, client_id) for person, client_id in wanted if not _has_booking(event, person)]
    ids = [person.pk for person, _client_id in asked]
    if len(ids) != people_bookable_by(actor, event).filter(pk__in=ids).count():
        raise NotAllowedError
    free = _free_places(event, by_runner=runs_event(actor, event))
    said = list(vouched) if runs_event(actor, event) else []
    needs = missing(event, ids, said)
    lacking = [f"{person.name} ({in_words(needs[person.pk])})" for person, _client_id in asked if needs[person.pk]]
    if lacking:
        raise NeededFirstError("; ".join(lacking))
    made = [
        _add(actor, event, person, client_id, said, has_place=number < free)
        for number, (person, client_id) in enumerate(asked)
    ]
    if made:
        _log(actor, "events.booked_many", event, *made)
    return made


@transaction.atomic
def give_up(*, actor: User, booking: Booking) -> Booking:
    """Free a place, or leave the waiting list. Whoever waits longest moves up at once. Twice is the same as once."""
    event = locked(booking.event)
    booking = Booking.objects.select_related("user").get(pk=booking.pk)
    if not may_give_up(actor, event, booking.user):
        raise NotAllowedError
    if booking.state == State.CANCELLED:
        return booking
    if event.outcomes_attested.filter(user=booking.user).exists():
        raise AttestedError
    if _has_begun(event) and not runs_event(actor, event):
        raise BegunError
    booking.state, booking.cancelled_at, booking.cancelled_by = State.CANCELLED, timezone.now(), actor
    booking.save(update_fields=["state", "cancelled_at", "cancelled_by"])
    _log(actor, "events.place_given_up", event, booking)
    if actor.pk != booking.user_id:
        telling.taken_off(booking)
    move_up(event)
    return booking


def move_up(event: LiveEvent) -> list[Booking]:
    """Give free places to those who wait, in the order of asking. The caller holds the event's lock.

    People without access any more are passed over: a place is for somebody who can come.
    """
    if event.is_cancelled or _has_begun(event):
        return []
    free = event.capacity - Booking.objects.booked().filter(event=event).count()
    if free <= 0:
        return []
    members = Membership.objects.current().filter(user=OuterRef("user"))
    waiting = Booking.objects.waiting().filter(Exists(members), event=event, user__is_active=True)
    moved = list(waiting.select_related("user")[:free])
    for booking in moved:
        booking.state, booking.booked_at = State.BOOKED, timezone.now()
        booking.save(update_fields=["state", "booked_at"])
        telling.place_freed(booking, event)
    if moved:
        _log(None, "events.moved_up", event, *moved)
    return moved


def free_places_of_leavers() -> int:
    """Places at coming events held by people who have left: freed, and those who wait move up. How many."""
    members = Membership.objects.current().filter(user=OuterRef("user"))
    held = Booking.objects.booked().filter(~Exists(members), event__in=_coming())
    events = LiveEvent.objects.filter(pk__in=held.values("event"), state=LiveEvent.State.PLANNED)
    return sum(_free_leavers(event) for event in events)


def _coming() -> QuerySet[LiveEvent, Any]:
    return LiveEvent.objects.coming(timezone.localdate()).values("pk")


@transaction.atomic
def _free_leavers(event: LiveEvent) -> int:
    event = locked(event)
    if _has_begun(event):
        return 0
    members = Membership.objects.current().filter(user=OuterRef("user"))
    gone = list(Booking.objects.booked().filter(~Exists(members), event=event))
    if not gone:
        return 0
    ids = [row.pk for row in gone]
    Booking.objects.filter(pk__in=ids).update(state=State.CANCELLED, cancelled_at=timezone.now())
    _log(None, "events.place_given_up", event, *gone)
    move_up(event)
    return len(gone)


def booking_of(event: LiveEvent, person: User) -> Booking:
    """The person's place or their wait for one."""
    found = Booking.objects.open().filter(event=event, user=person).select_related("event", "user").first()
    if found is None:
        raise NoBookingError
    return found


def _free_places(event: LiveEvent, *, by_runner: bool) -> int:
    """How many, or the error that says why nobody can be booked."""
    if event.is_cancelled:
        raise CancelledError
    begun = _has_begun(event)
    if begun and not by_runner:
        raise BegunError
    free = event.capacity - Booking.objects.booked().filter(event=event).count()
    if begun and free <= 0:
        raise FullError
    return free


def _has_begun(event: LiveEvent) -> bool:
    first = event.days.first()
    return first is not None and first.starts_at <= timezone.now()


def _has_booking(event: LiveEvent, person: User) -> bool:
    return Booking.objects.open().filter(event=event, user=person).exists()


def _add(
    actor: User, event: LiveEvent, person: User, client_id: uuid.UUID, said: list[str], *, has_place: bool
) -> Booking:
    now = timezone.now()
    booking = Booking.objects.create(
        public_id=client_id,
        event=event,
        user=person,
        state=State.BOOKED if has_place else State.WAITING,
        confirmed=[need for need in said if need in event.prerequisites],
        asked_at=now,
        asked_by=actor,
        booked_at=now if has_place else None,
    )
    telling.booked(booking, event) if has_place else telling.waits(booking, event)
    return booking


def _log(actor: User | None, action: str, event: LiveEvent, *bookings: Booking) -> None:
    record(actor=actor, action=action, records=[event, *bookings], organisation_id=event.organisation_id)
