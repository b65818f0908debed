"""The weekly case summary as content: its sections, what must be in them, and what next week begins with. Pure."""

from supervision.summary.carrying import carried_forward
from supervision.summary.facts import Facts, facts_of
from supervision.summary.rules import Fault, faults_of
from supervision.summary.sections import (
    Behaviour,
    Driver,
    Ending,
    LastGoal,
    NextGoal,
    OverarchingGoal,
    Sections,
    StartingPoint,
    WantedOutcome,
)

__all__ = [
    "Behaviour",
    "Driver",
    "Ending",
    "Facts",
    "Fault",
    "LastGoal",
    "NextGoal",
    "OverarchingGoal",
    "Sections",
    "StartingPoint",
    "WantedOutcome",
    "carried_forward",
    "facts_of",
    "faults_of",
]
