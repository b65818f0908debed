"""Live events: orientation, boosters and workshops, their places, waiting lists and registers."""

from events.models.bookings import Attendance, Booking
from events.models.events import EventDay, LiveEvent
from events.models.outcomes import EventOutcome

__all__ = ["Attendance", "Booking", "EventDay", "EventOutcome", "LiveEvent"]
