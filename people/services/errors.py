"""What can go wrong when people are invited, moved or reset, each with words for the person who tried."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _


class NotAllowed(PermissionDenied):
    """The actor may not do this here."""


class PeopleError(Exception):
    """Something in the way, said in `words`."""

    words = _("This can't be done.")


class AlreadyInvited(PeopleError):
    """An open invitation to the same place exists."""

    words = _("This person already has an open invitation to this place in this role.")


class AlreadyMember(PeopleError):
    """They are there already."""

    words = _("This person already has this role here.")


class InvitationClosed(PeopleError):
    """Accepted, withdrawn or run out."""

    words = _("This invitation can't be used any more.")


class WrongPerson(PeopleError):
    """The invitation is someone else's."""

    words = _("This invitation is for somebody else.")


class WrongDates(PeopleError):
    """The dates don't fit each other."""

    words = _("These dates don't fit the membership.")


class AlreadyDecided(PeopleError):
    """Somebody was quicker."""

    words = _("Somebody has decided this already.")


class AlreadyAsked(PeopleError):
    """A reset is waiting."""

    words = _("A reset for this person is already waiting for a second person.")
