"""What may be counted without opening any text: kept beside the sealed sections."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.summary.sections import Sections
from supervision.words import GoalStatus, Outcome


@dataclass(frozen=True)
class Facts:
    """Counts of one week of one case."""

    goals_met: int
    goals_partly: int
    goals_not_met: int
    goals_open: int
    longest_carried: int
    new_goals: int
    has_question: bool
    overarching_met: int


def facts_of(sections: Sections) -> Facts:
    """The counts; `goals_open` are last week's goals without an outcome yet."""
    outcomes = [goal.outcome for goal in sections.last_goals]
    return Facts(
        goals_met=outcomes.count(Outcome.MET),
        goals_partly=outcomes.count(Outcome.PARTLY),
        goals_not_met=outcomes.count(Outcome.NOT_MET) + outcomes.count(Outcome.NOT_TRIED),
        goals_open=outcomes.count(""),
        longest_carried=max((goal.weeks for goal in sections.last_goals), default=0),
        new_goals=len(sections.next_goals),
        has_question=bool(sections.question.strip()),
        overarching_met=sum(goal.status == GoalStatus.MET for goal in sections.start.goals),
    )
