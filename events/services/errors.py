"""What can stand in the way of planning, booking and attesting, each with words for the person who tried."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class NotAllowedError(PermissionDenied):
    """The actor may not do this with this event."""


class EventError(Exception):
    """Something in the way, said in `words`."""

    words: str | Promise = _("This can't be done.")

    def __init__(self, words: str = "") -> None:
        super().__init__(words or str(self.words))
        self.words = words or self.words


class CancelledError(EventError):
    """The event won't take place."""

    words = _("This event has been cancelled.")


class BegunError(EventError):
    """Too late: it has begun."""

    words = _("This event has begun, so places can't be changed here any more. Ask your training coordinator.")


class FullError(EventError):
    """Begun and full: nobody waits for a place at what is under way."""

    words = _("Every place is taken, and the event has begun.")


class AlreadyBookedError(EventError):
    """They have a place, or wait for one."""

    words = _("There is a booking already.")


class NeededFirstError(EventError):
    """Something is missing before this person can be booked."""

    words = _("Something is needed first.")


class NoBookingError(EventError):
    """There is no place to give up or to sign in to."""

    words = _("There is no place booked at this event.")


class TooFewPlacesError(EventError):
    """More people are booked than there would be places."""

    words = _("More people than that are booked already.")


class DayInUseError(EventError):
    """Somebody was marked or signed in on a day that would go."""

    words = _("The register of a day you took out has begun. Put the day back.")


class AttestedError(EventError):
    """Attested already: from now on, corrections."""

    words = _("The attendance has been attested. Correct one person's on their line instead.")


class WrongCodeError(EventError):
    """Not today's room code."""

    words = _("That isn't today's code. It is on the screen or the sheet in the room, and changes every day.")


class NotTodayError(EventError):
    """No day of the event is today, or that day is still to come."""

    words = _("The event has no day today.")


class MarksMissingError(EventError):
    """Somebody has no mark for a day."""

    words = _("Somebody isn't marked yet.")


class NotOverError(EventError):
    """Days are still to come."""

    words = _("You can attest once the last day has come.")


class NobodyToAttestError(EventError):
    """Nobody is left whose attendance this person may attest."""

    words = _("There is nobody whose attendance you can attest.")


class NothingChangedError(EventError):
    """The correction says what is attested already."""

    words = _("That is what is attested already.")


class SomebodyWasQuickerError(EventError):
    """Corrected by someone else meanwhile."""

    words = _("Somebody has corrected this meanwhile. Look at what it says now.")


class OtherRegisterError(EventError):
    """The certificate that would be taken back is kept by another organisation."""

    words = _("The certificate for this stands in another organisation's register. Its coordinator corrects it.")
