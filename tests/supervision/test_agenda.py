"""The agenda is ordered by need, and says why."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from supervision.agenda import WEIGHTS, CaseFacts, Place, ordered, proposed_minutes

TODAY = datetime.date(2026, 11, 26)


def case(code: str, **changed: Any) -> CaseFacts:
    facts: dict[str, Any] = {
        "key": code,
        "code": code,
        "therapist": "Amara",
        "has_question": False,
        "has_summary": True,
        "longest_carried": 0,
        "safety_changed": False,
        "last_discussed": TODAY - datetime.timedelta(days=7),
        "opened": TODAY - datetime.timedelta(days=70),
    }
    return CaseFacts(**(facts | changed))


def test_safety_then_questions_then_carried_goals_then_waiting_longest() -> None:
    cases = [
        case("WREN-101"),
        case("OAK-102", last_discussed=TODAY - datetime.timedelta(days=21)),
        case("TEAL-103", longest_carried=2),
        case("MOSS-104", has_question=True),
        case("REED-105", has_question=True, longest_carried=1),
        case("PINE-106", safety_changed=True),
    ]
    assert [place.case.code for place in ordered(cases, TODAY)] == [
        "PINE-106",
        "REED-105",
        "MOSS-104",
        "TEAL-103",
        "OAK-102",
        "WREN-101",
    ]


def test_each_place_says_why() -> None:
    (place,) = ordered([case("OAK-1", has_summary=False, last_discussed=None, longest_carried=1)], TODAY)
    assert place.reasons == ("carried", "not_discussed", "no_summary")


reasons = st.lists(st.sampled_from(sorted(WEIGHTS)), unique=True).map(tuple)


@given(st.lists(reasons, max_size=40), st.integers(10, 240))
def test_minutes_go_to_need_and_never_add_up_to_more_than_there_are(told: list[tuple[str, ...]], total: int) -> None:
    minutes = proposed_minutes([Place(case(f"OAK-{n}"), why) for n, why in enumerate(told)], total)
    assert sum(minutes) <= total
    assert all(value >= min(2, total // len(told)) for value in minutes)
    need = [sum(WEIGHTS[reason] for reason in why) for why in told]
    assert all(minutes[a] <= minutes[b] for a in range(len(told)) for b in range(len(told)) if need[a] <= need[b])
