"""What next week begins with: nobody retypes a goal or a driver."""

from __future__ import annotations

from supervision.summary.sections import LastGoal, NextGoal, Sections


def carried_forward(previous: Sections) -> Sections:
    """The starting point, open drivers and ending as they were; this week's goals become last week's."""
    weeks = {goal.key: goal.weeks for goal in previous.last_goals}
    return Sections(
        start=previous.start,
        last_goals=tuple(_to_judge(goal, weeks) for goal in previous.next_goals),
        fit=tuple(driver for driver in previous.fit if driver.is_open),
        ending=previous.ending,
    )


def _to_judge(goal: NextGoal, weeks: dict[str, int]) -> LastGoal:
    """A goal that goes on from the week before counts one week more; a new one begins at none."""
    carried = weeks.get(goal.carries, -1) + 1
    return LastGoal(key=goal.key, text=goal.text, driver=goal.driver, overarching=goal.overarching, weeks=carried)
