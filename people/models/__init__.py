"""Who someone is and for whom they may act."""

from people.models.access import Grant, Invitation, Membership, SecondFactorReset
from people.models.notices import CalendarAddress, Letter, LetterStep, MailChoice, MailHours, Notification, Way
from people.models.organisations import Adaptation, Organisation, Team
from people.models.rosters import RosterImport
from people.models.users import User

__all__ = [
    "Adaptation",
    "CalendarAddress",
    "Grant",
    "Invitation",
    "Letter",
    "LetterStep",
    "MailChoice",
    "MailHours",
    "Membership",
    "Notification",
    "Organisation",
    "RosterImport",
    "SecondFactorReset",
    "Team",
    "User",
    "Way",
]
