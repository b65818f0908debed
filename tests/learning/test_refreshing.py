"""When three questions come, and which: rules over any history, without a database."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.refreshing import DAYS, LAPSES_AFTER, Closed, Finished, due_round, next_day, offered, pick, seed_of

DAY = datetime.date(2026, 1, 5)


def on(days: int) -> datetime.date:
    return DAY + datetime.timedelta(days=days)


def finished(*closed: Closed, code: str = "M1", days: int = 0, pk: int = 1) -> Finished:
    return Finished(pk, code, on(days), closed)


@pytest.mark.parametrize(
    ("day", "number"),
    [(0, None), (1, None), (2, 1), (6, 1), (7, 2), (21, 3), (60, 4), (119, 4), (120, None), (900, None)],
)
def test_rounds_come_at_2_7_21_and_60_days_and_the_last_lapses(day: int, number: int | None) -> None:
    due = due_round(finished(), on(day))
    assert (due.number if due else None) == number


def test_a_missed_round_gives_way_to_the_next() -> None:
    assert due_round(finished(Closed(1, False, on(3))), on(30)).number == 3  # type: ignore[union-attr]
    assert due_round(finished(Closed(3, False, on(30))), on(40)) is None


def test_of_several_modules_the_oldest_due_comes_first_and_one_a_day() -> None:
    first, second = finished(pk=1, days=0), finished(pk=2, code="M2", days=-14)
    assert offered([first, second], on(8)).completion_id == 1  # type: ignore[union-attr]
    done = finished(Closed(2, False, on(8)), pk=1)
    assert offered([done, second], on(8)) is None
    assert offered([done, second], on(9)).completion_id == 2  # type: ignore[union-attr]


def test_the_next_round_is_named_until_there_is_none() -> None:
    assert next_day(finished(), 1, on(2)) == on(7)
    assert next_day(finished(), 1, on(30)) == on(60)
    assert next_day(finished(), 4, on(60)) is None
    assert next_day(finished(Closed(1, True, on(2))), 1, on(2)) is None


MODULES = st.lists(st.integers(0, 90), min_size=1, max_size=5)
DEEDS = st.lists(st.sampled_from(["nothing", "answer", "skip", "stop"]), min_size=200, max_size=200)


@given(MODULES, DEEDS)
def test_over_any_history_one_round_a_day_never_early_never_twice_never_after_stop(
    starts: list[int], deeds: list[str]
) -> None:
    closed: dict[int, list[Closed]] = {pk: [] for pk in range(len(starts))}
    asked: list[tuple[int, int, int]] = []
    for day, deed in enumerate(deeds):
        modules = [
            Finished(pk, f"M{pk}", on(start), tuple(closed[pk])) for pk, start in enumerate(starts) if start <= day
        ]
        due = offered(modules, on(day))
        if due is None or deed == "nothing":
            continue
        start = starts[due.completion_id]
        assert DAYS[due.number - 1] <= day - start < LAPSES_AFTER
        assert not any(row.stopped for row in closed[due.completion_id])
        asked.append((day, due.completion_id, due.number))
        closed[due.completion_id].append(Closed(due.number, deed == "stop", on(day)))
        after = [Finished(m.completion_id, m.code, m.completed_on, tuple(closed[m.completion_id])) for m in modules]
        assert offered(after, on(day)) is None
    assert len({day for day, _pk, _number in asked}) == len(asked)
    assert len({(pk, number) for _day, pk, number in asked}) == len(asked)
    for pk in closed:
        numbers = [number for _day, of, number in asked if of == pk]
        assert numbers == sorted(numbers)


def bank(*outcomes: int) -> list[dict[str, Any]]:
    return [{"key": f"q{place}", "outcome": outcome} for place, outcome in enumerate(outcomes)]


def keys(found: list[Any]) -> set[str]:
    return {question["key"] for question in found}


@given(st.integers(0, 2**56))
def test_what_was_wrong_last_time_comes_first_and_outcomes_are_spread(seed: int) -> None:
    questions = bank(1, 1, 1, 2, 2, 3)
    assert keys(pick(questions, {"q0", "q4"}, {"q0", "q4"}, seed)) >= {"q0", "q4"}
    assert {question["outcome"] for question in pick(questions, set(), set(), seed)} == {1, 2, 3}
    assert keys(pick(questions, set(), {"q0", "q1", "q3"}, seed)) == {"q2", "q4", "q5"}
    assert pick(questions, set(), set(), seed) == pick(list(reversed(questions)), set(), set(), seed)


def test_a_small_bank_gives_what_it_has() -> None:
    assert len(pick(bank(1, 2), set(), set(), seed_of(1, 1))) == 2
    assert seed_of(1, 1) != seed_of(1, 2) != seed_of(2, 1)
