"""Who someone is and for whom they may act."""

from people.models.access import Grant, Invitation, Membership, SecondFactorReset
from people.models.organisations import Adaptation, Organisation, Team
from people.models.rosters import RosterImport
from people.models.users import User

__all__ = [
    "Adaptation",
    "Grant",
    "Invitation",
    "Membership",
    "Organisation",
    "RosterImport",
    "SecondFactorReset",
    "Team",
    "User",
]
