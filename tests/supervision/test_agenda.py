"""The agenda is ordered by need, and says why."""

from __future__ import annotations

import datetime
from typing import Any

from supervision.agenda import CaseFacts, ordered

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
