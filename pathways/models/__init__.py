"""Who must have what by when, and how everybody stands."""

from pathways.models.people import Absence, Assignment, Exemption, ReadAcknowledgement
from pathways.models.rounds import Round, RoundAssignment, RoundReminder
from pathways.models.rules import Pathway, PathwayStep, PathwayVersion, Requirement, RequirementVersion
from pathways.models.statuses import PersonStatus, Reminder, StatusCheck, StatusRefresh

__all__ = [
    "Absence",
    "Assignment",
    "Exemption",
    "Pathway",
    "PathwayStep",
    "PathwayVersion",
    "PersonStatus",
    "ReadAcknowledgement",
    "Reminder",
    "Requirement",
    "RequirementVersion",
    "Round",
    "RoundAssignment",
    "RoundReminder",
    "StatusCheck",
    "StatusRefresh",
]
