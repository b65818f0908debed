"""The pure engine: how somebody stands on a day, by rules and events alone."""

import datetime
import subprocess
from pathlib import Path

import pytest

from pathways.kinds import Away, DueBy, Kind, State, Validity
from pathways.status import (
    Absent,
    Assigned,
    Audience,
    Excused,
    Fact,
    Post,
    Requirement,
    Route,
    RouteVersion,
    Rule,
    statuses_on,
)
from pathways.status.words import why
from tests.pathways.factories import book, person, ruled

Day = datetime.date


def status(day, somebody, *requirements, routes=()):
    """The first requirement's status."""
    return statuses_on(day, book(*requirements, routes=routes), somebody)[0].get(requirements[0].key)


def state(day, somebody, *requirements, **more):
    found = status(day, somebody, *requirements, **more)
    return found and found.state


def said(found):
    return " ".join(reason.text for reason in why(found, {}))


def test_the_engine_reads_no_rows_and_no_clock():
    folder = Path(__file__).parents[2] / "pathways" / "status"
    found = subprocess.run(
        ["grep", "-rnE", r"django\.db|\.models|\.objects|timezone|\.today\(|\.now\(", "--include=*.py", folder],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.stdout == ""


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (Day(2026, 1, 4), None),
        (Day(2026, 1, 5), State.NOT_STARTED),
        (Day(2026, 1, 21), State.DUE),
        (Day(2026, 2, 9), State.DUE),
        (Day(2026, 2, 10), State.OVERDUE),
    ],
)
def test_thirty_days_after_the_start_and_five_of_grace(day, expected):
    """The start is Monday 5 January, so it is due on Wednesday 4 February."""
    assert state(day, person(Day(2026, 1, 5)), ruled(grace=5)) == expected


def test_a_deadline_on_a_bank_holiday_moves_to_the_next_working_day_of_the_nation():
    """30 days after 5 March 2026 is Easter Saturday; Easter Monday is a holiday in England, and not in Scotland."""
    england = status(Day(2026, 3, 6), person(Day(2026, 3, 5)), ruled())
    assert england.due_on == Day(2026, 4, 7)
    assert "6 April 2026 is a bank holiday." in said(england)
    assert "So the deadline moves to 7 April 2026." in said(england)
    scotland = person(Day(2026, 3, 5), nation="scotland")
    assert status(Day(2026, 3, 6), scotland, ruled()).due_on == Day(2026, 4, 6)


@pytest.mark.parametrize(
    ("nation", "day"),
    [
        ("ireland", Day(2026, 3, 17)),
        ("northern_ireland", Day(2026, 7, 13)),
        ("scotland", Day(2026, 8, 3)),
        ("wales", Day(2026, 8, 31)),
        ("england", Day(2026, 5, 25)),
    ],
)
def test_every_nation_has_its_own_holidays(nation, day):
    somebody = person(Day(2025, 1, 6), nation=nation)
    rule = ruled(from_on=Day(2025, 1, 1), due_by=DueBy.DATE, date=day)
    assert status(Day(2025, 2, 1), somebody, rule).due_on == day + datetime.timedelta(days=1)


def test_leave_and_on_call_days_do_not_count_and_a_deadline_never_falls_on_them():
    leave = Absent(Away.LEAVE, Day(2026, 1, 12), Day(2026, 1, 18), Day(2026, 1, 6))
    on_call = Absent(Away.ON_CALL, Day(2026, 2, 9), Day(2026, 2, 15), Day(2026, 1, 6))
    found = status(Day(2026, 1, 7), person(Day(2026, 1, 5), absences=(leave, on_call)), ruled())
    assert found.due_on == Day(2026, 2, 18)
    assert "The days on leave from 12 January 2026 to 18 January 2026 do not count." in said(found)
    assert status(Day(2026, 1, 5), person(Day(2026, 1, 5), absences=(leave,)), ruled()).due_on == Day(2026, 2, 4)


def test_a_fixed_date_moves_only_when_it_falls_on_a_day_away():
    leave = Absent(Away.LEAVE, Day(2026, 3, 1), Day(2026, 3, 20), Day(2026, 1, 5))
    later = Absent(Away.LEAVE, Day(2026, 3, 30), Day(2026, 4, 6), Day(2026, 1, 5))
    rule = ruled(due_by=DueBy.DATE, date=Day(2026, 3, 31), days=20)
    assert status(Day(2026, 1, 6), person(absences=(leave,)), rule).due_on == Day(2026, 3, 31)
    assert status(Day(2026, 1, 6), person(absences=(later,)), rule).due_on == Day(2026, 4, 7)
    assert status(Day(2026, 3, 16), person(Day(2026, 3, 16)), rule).due_on == Day(2026, 4, 7)  # twenty days at least


def test_pro_rata_gives_a_starter_the_share_of_the_year_that_is_left():
    """A year from 1 April allows 90 days; who starts on 1 December has 121 of its 365 days left: 30 days."""
    rule = ruled(from_on=Day(2025, 1, 1), due_by=DueBy.PRO_RATA, days=90, period=(4, 1))
    found = status(Day(2025, 12, 2), person(Day(2025, 12, 1)), rule)
    assert found.due_on == Day(2025, 12, 31)
    assert "121 of the year’s 365 days were left, which gives 30 days" in said(found)
    assert status(Day(2025, 4, 2), person(Day(2025, 4, 1)), rule).due_on == Day(2025, 6, 30)


def test_valid_for_a_year_with_a_window_of_sixty_days():
    rule, somebody = ruled(validity=Validity.COMPLETION, months=12), person(Day(2026, 1, 5), Day(2026, 1, 20))
    seen = {day: state(day, somebody, rule) for day in (Day(2026, 1, 20), Day(2026, 11, 20), Day(2026, 11, 21))}
    assert list(seen.values()) == [State.IN_DATE, State.IN_DATE, State.LAPSING]
    assert state(Day(2027, 1, 20), somebody, rule) == State.LAPSING
    assert state(Day(2027, 1, 21), somebody, rule) == State.OVERDUE


def test_renewed_in_the_window_it_counts_from_the_previous_expiry_and_outside_from_completion():
    rule = ruled(validity=Validity.EXPIRY, months=12)
    for renewed, expires in [
        (Day(2026, 12, 20), Day(2028, 1, 20)),
        (Day(2026, 6, 1), Day(2027, 6, 1)),
        (Day(2027, 2, 3), Day(2028, 2, 3)),
    ]:
        assert status(Day(2027, 3, 1), person(Day(2026, 1, 5), Day(2026, 1, 20), renewed), rule).expires_on == expires


def test_done_in_the_window_before_a_fixed_day_it_counts_until_the_next():
    rule = ruled(validity=Validity.DATE, until=(3, 31))
    assert status(Day(2026, 3, 1), person(Day(2026, 1, 5), Day(2026, 1, 20)), rule).expires_on == Day(2026, 3, 31)
    assert status(Day(2026, 3, 10), person(Day(2026, 1, 5), Day(2026, 3, 9)), rule).expires_on == Day(2027, 3, 31)


def test_refreshers_take_turns():
    rule = ruled(validity=Validity.COMPLETION, months=12, refreshers=("b", "c"))
    facts = {(Kind.MODULE, "m1"): (Fact(Day(2026, 1, 6), Day(2026, 1, 6)),)}
    expected = ["m1", "b", "c", "b"]
    for done, key in enumerate(["b", "c", "b"], start=1):
        assert status(Day(2029, 1, 9), person(facts=facts), rule).next_target == expected[done]
        on = Day(2026 + done, 1, 5)
        facts = facts | {(Kind.MODULE, key): (*facts.get((Kind.MODULE, key), ()), Fact(on, on))}
    assert len(status(Day(2029, 1, 9), person(facts=facts), rule).awards) == 4


def test_what_came_to_be_known_later_does_not_show_on_a_day_before():
    done = Fact(Day(2026, 1, 10), Day(2026, 3, 1), withdrawn_on=Day(2026, 4, 1))
    somebody = person(facts={(Kind.MODULE, "m1"): (done,)})
    days = (Day(2026, 2, 28), Day(2026, 3, 1), Day(2026, 4, 1))
    assert [state(day, somebody, ruled()) for day in days] == [State.OVERDUE, State.IN_DATE, State.OVERDUE]


def test_a_change_of_rules_holds_from_its_day_on():
    old = Rule(1, Day(2026, 1, 1), Day(2026, 1, 1), target="m1", audience=Audience(), days=30)
    new = Rule(2, Day(2026, 3, 1), Day(2026, 1, 1), target="m1", audience=Audience(), days=90)
    both = Requirement("one", "one", (old, new), {"en": "One"})
    assert status(Day(2026, 2, 20), person(), both).due_on == Day(2026, 2, 4)
    assert status(Day(2026, 2, 20), person(), both).changes_on == Day(2026, 3, 1)
    assert status(Day(2026, 3, 1), person(), both).due_on == Day(2026, 4, 7)


def test_moving_to_another_team_does_not_start_the_count_again_but_a_break_does():
    def posts(second):
        first = Post("therapist", 1, frozenset(), Day(2026, 1, 5), Day(2026, 1, 18), Day(2026, 1, 5))
        return (first, Post("therapist", 2, frozenset(), second, None, Day(2026, 1, 5)))

    assert status(Day(2026, 2, 2), person(posts=posts(Day(2026, 1, 19))), ruled()).due_on == Day(2026, 2, 4)
    assert status(Day(2026, 2, 2), person(posts=posts(Day(2026, 1, 26))), ruled()).due_on == Day(2026, 2, 25)


@pytest.mark.parametrize(
    ("audience", "meant"),
    [
        (Audience(roles=frozenset({"supervisor"})), False),
        (Audience(roles=frozenset({"therapist", "supervisor"})), True),
        (Audience(teams=frozenset({2})), False),
        (Audience(adaptations=frozenset({"MST", "MST-CAN"})), True),
        (Audience(adaptations=frozenset({"MST-CAN"})), False),
        (Audience(starters_since=Day(2026, 1, 6)), False),
        (Audience(starters_since=Day(2026, 1, 5)), True),
        (None, False),
    ],
)
def test_only_the_audience_is_asked(audience, meant):
    assert bool(status(Day(2026, 1, 8), person(), ruled(audience=audience))) is meant


def test_the_earliest_of_rule_pathway_and_assignment_counts_and_the_why_names_all():
    steps = RouteVersion(1, Day(2026, 1, 1), Day(2026, 1, 1), Audience(), {"one": 14})
    route = Route("first", (steps,), {"en": "First 90 days"})
    given = {"one": (Assigned(Day(2026, 1, 27), Day(2026, 1, 6)),)}
    found = status(Day(2026, 1, 7), person(assigned=given), ruled(), routes=[route])
    assert [claim.by for claim in found.claims] == ["pathway", "assignment", "rule"]
    assert found.due_on == Day(2026, 1, 19)
    for words in ("“First 90 days”", "assigned on 6 January 2026", "due on 4 February 2026; the earlier date counts"):
        assert words in said(found)


def test_of_requirements_for_the_same_thing_the_earliest_deadline_counts_and_both_say_so():
    early, late = ruled("early", days=15), ruled("late", days=60)
    found = statuses_on(Day(2026, 1, 22), book(early, late), person())[0]
    assert {one.due_on for one in found.values()} == {Day(2026, 1, 20)}
    assert {one.state for one in found.values()} == {State.OVERDUE}
    assert "“Early” asks for the same, earlier: by 20 January 2026" in said(found["late"])
    assert "“Late” asks for the same, later" in said(found["early"])


def test_an_exemption_has_an_end_and_its_days_do_not_count():
    excused = {"one": (Excused(Day(2026, 1, 12), Day(2026, 2, 15), "Done elsewhere", Day(2026, 1, 10)),)}
    somebody = person(excused=excused)
    days = (Day(2026, 1, 11), Day(2026, 1, 12), Day(2026, 2, 15), Day(2026, 2, 16))
    assert [state(day, somebody, ruled()) for day in days] == [
        State.NOT_STARTED, State.EXEMPT, State.EXEMPT, State.NOT_STARTED,
    ]  # fmt: skip
    assert "Done elsewhere" in said(status(Day(2026, 2, 1), somebody, ruled()))
    assert status(Day(2026, 2, 16), somebody, ruled()).due_on == Day(2026, 3, 11)


def test_what_asks_for_another_requirement_counts_as_long_as_that_one():
    first = ruled("first", validity=Validity.COMPLETION, months=6)
    second = ruled("second", kind=Kind.CERTIFICATE, target="first")
    somebody = person(Day(2026, 1, 5), Day(2026, 1, 8))
    assert status(Day(2026, 2, 1), somebody, second, first).expires_on == Day(2026, 7, 8)
    assert state(Day(2026, 7, 9), somebody, second, first) == State.OVERDUE


def test_a_whole_pathway_is_done_with_its_last_step():
    steps = RouteVersion(1, Day(2026, 1, 1), Day(2026, 1, 1), Audience(), {"a": 14, "b": 30})
    route = Route("first", (steps,), {"en": "First"})
    whole = ruled("whole", kind=Kind.PATHWAY, target="first")
    one = (Fact(Day(2026, 1, 8), Day(2026, 1, 8)),)
    two = (Fact(Day(2026, 1, 20), Day(2026, 1, 20)),)
    somebody = person(facts={(Kind.MODULE, "m1"): one, (Kind.MODULE, "m2"): two})
    rules = (whole, ruled("a"), ruled("b", target="m2"))
    days = (Day(2026, 1, 19), Day(2026, 1, 20))
    assert [bool(status(day, somebody, *rules, routes=[route]).awards) for day in days] == [False, True]


def test_requirements_that_ask_for_each_other_end():
    """The services refuse them; if rows ever said so, nobody would have done either."""
    one, two = ruled("one", kind=Kind.CERTIFICATE, target="two"), ruled("two", kind=Kind.CERTIFICATE, target="one")
    assert state(Day(2026, 3, 1), person(), one, two) == State.OVERDUE
