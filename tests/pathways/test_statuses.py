"""The pure engine: how somebody stands on a day, by rules and events alone."""

import datetime

import pytest

from pathways.kinds import State
from pathways.status import statuses_on
from tests.pathways.factories import book, person, ruled

Day = datetime.date


def state(day, requirement, somebody):
    found = statuses_on(day, book(requirement), somebody)[0].get(requirement.key)
    return found and found.state


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (Day(2026, 1, 4), None),
        (Day(2026, 1, 5), State.NOT_STARTED),
        (Day(2026, 1, 21), State.DUE),
        (Day(2026, 2, 4), State.DUE),
        (Day(2026, 2, 9), State.DUE),
        (Day(2026, 2, 10), State.OVERDUE),
    ],
)
def test_thirty_days_after_the_start_and_five_of_grace(day, expected):
    """The start is Monday 5 January, so it is due on Wednesday 4 February."""
    assert state(day, ruled(grace=5), person(Day(2026, 1, 5))) == expected
