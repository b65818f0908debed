"""Scores: what a cell says, what a sheet says, who reads which, and that nothing is half stored."""

from __future__ import annotations

import contextlib
import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.models import Measure, MeasureScore
from supervision.score_texts import Range, SheetError, decoded, month_of, read_cell, read_sheet
from supervision.services import measures
from supervision.services.errors import NotAllowedError
from supervision.trend import Monthly, mean_of, months_until, trend_of
from tests.factories import today
from tests.personas import World

TAM = Range(Decimal(0), Decimal(1))
MONTH = today().replace(day=1)


def entry(world: World, persona: str = "therapist", **changed: object) -> measures.Entry:
    values = {"month": MONTH, "state": "scored", "value": Decimal("0.64"), "n": 2}
    return measures.Entry(**{"subject": world.people[persona].pk, **values, **changed})  # type: ignore[arg-type]


def enter(world: World, *entries: measures.Entry, actor: str = "supervisor", code: str = "tam-r") -> int:
    measure = Measure.objects.get(code=code)
    return measures.enter(actor=world.people[actor], measure=measure, team=world.east, entries=entries)


@pytest.mark.parametrize(
    ("value", "n", "state", "score"),
    [
        ("0.64", "3", "scored", "0.64"),
        ("0,64", " 3 ", "scored", "0.64"),
        ("\ufeff0.6\u00a0", "3", "scored", "0.60"),
        ("no interview", "", "no_interview", None),
        ("–", "", "no_interview", None),
        ("No data", "", "no_data", None),
        ("", "", "", None),
        ("0", "1", "scored", "0.00"),
    ],
)
def test_a_cell_says_what_people_mean(value: str, n: str, state: str, score: str | None) -> None:
    cell = read_cell(value, n, TAM)
    assert (cell.fault, cell.state, cell.value) == ("", state, Decimal(score) if score else None)


@pytest.mark.parametrize(
    ("value", "n"),
    [("1.2", "3"), ("-0.1", "3"), ("64", "3"), ("0.64", ""), ("0.64", "0"), ("0.64", "2.5"), ("0.64", "1000"),
     ("abc", "3"), ("0.6455", "3"), ("nan", "3"), ("1e-1", "3"), ("", "3"), ("\u0660", "1")],
)  # fmt: skip
def test_a_wrong_cell_says_why(value: str, n: str) -> None:
    cell = read_cell(value, n, TAM)
    assert cell.fault
    assert not cell.state


@given(st.text(max_size=12), st.text(max_size=6))
def test_whatever_is_typed_a_cell_is_in_range_with_a_count_or_keeps_no_value(value: str, n: str) -> None:
    cell = read_cell(value, n, TAM)
    if cell.state == "scored":
        assert cell.value is not None
        assert TAM.lowest <= cell.value <= TAM.highest
        assert 1 <= cell.n <= 999
    else:
        assert cell.value is None
        assert cell.n == 0


@pytest.mark.parametrize("text", ["2026-04", "2026-04-17", "04/2026", "17/04/2026", "April 2026", "Apr-2026"])
def test_a_month_is_read_as_people_write_it(text: str) -> None:
    assert month_of(text) == datetime.date(2026, 4, 1)


@pytest.mark.parametrize("text", ["", "2026-13", "April", "00/2026", "Foo 2026", "1999-01"])
def test_what_is_no_month_is_none(text: str) -> None:
    assert month_of(text) is None


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_sheet_is_read_with_any_of_its_marks_and_a_byte_order_mark(mark: str) -> None:
    text = "\ufeffName,Month,Score,N\r\n\r\nAmara Oyelaran,2026-04,0.64,3\r\n".replace(",", mark)
    (line,) = read_sheet(decoded(text.encode("utf-8")))
    assert line.number == 3
    assert line.cells == {"person": "Amara Oyelaran", "month": "2026-04", "value": "0.64", "n": "3"}


def test_a_sheet_of_an_older_program_keeps_its_letters() -> None:
    (line,) = read_sheet(decoded("name;month;score;n\nSiobhán;2026-04;0,6;3".encode("cp1252")))
    assert line.cells["person"] == "Siobhán"


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "a,b\n1,2", "name,month,score\nA,2026-04,0.6", "name,name,month,score,n\n",
     "name,month,score,n\n" + "A,2026-04,0.6,3\n" * 10_000, "x" * 200_001],
)  # fmt: skip
def test_what_is_no_sheet_of_scores_is_refused_as_a_whole(text: str) -> None:
    with pytest.raises(SheetError):
        read_sheet(text)


@pytest.mark.parametrize("data", [b"PK\x03\x04\x00\x00", b"\x00" * 10, b"x" * 200_001, b"\xff\xfe\x00"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(SheetError):
        decoded(data)


@given(st.text(max_size=300))
def test_any_text_is_a_sheet_or_refused_and_never_an_accident(text: str) -> None:
    with contextlib.suppress(SheetError):
        assert len(read_sheet(text)) <= text.count("\n") + text.count("\r")


def test_scores_are_stored_together_or_not_at_all(kept: World) -> None:
    wrong = entry(kept, "teammate", value=Decimal("1.20"))
    with pytest.raises(measures.ScoreError):
        enter(kept, entry(kept), wrong)
    assert not MeasureScore.objects.exists()
    assert enter(kept, entry(kept), entry(kept, "teammate", state="no_interview", value=None, n=0)) == 2
    assert enter(kept, entry(kept)) == 0


@pytest.mark.parametrize(
    "changed",
    [{"n": 0}, {"value": None}, {"state": "no_data"}, {"state": "odd"}, {"month": MONTH + datetime.timedelta(days=40)},
     {"month": MONTH + datetime.timedelta(days=1)}, {"scales": {"Alliance": "0.5"}}],
)  # fmt: skip
def test_a_wrong_score_is_never_kept(kept: World, changed: dict[str, object]) -> None:
    with pytest.raises(measures.ScoreError):
        enter(kept, entry(kept, **changed))
    with pytest.raises(measures.ScoreError):
        enter(kept, entry(kept, "other_therapist"))


def test_a_score_that_somebody_else_entered_meanwhile_is_not_overwritten(kept: World) -> None:
    enter(kept, entry(kept, version=measures.NEW))
    with pytest.raises(measures.ChangedError) as refused:
        enter(kept, entry(kept, value=Decimal("0.90"), version=measures.NEW), actor="backup")
    assert [str(row.value) for row in refused.value.scores] == ["0.64"]
    assert enter(kept, entry(kept, value=Decimal("0.90"), version=1), actor="backup") == 1


@pytest.mark.parametrize("persona", ["therapist", "teammate", "coordinator", "manager", "ig", "superuser", "leaver"])
def test_nobody_enters_scores_but_who_leads_the_team(kept: World, persona: str) -> None:
    with pytest.raises(NotAllowedError):
        enter(kept, entry(kept), actor=persona)


def readers(world: World) -> set[str]:
    return {name for name, person in world.people.items() if MeasureScore.objects.visible_to(person).exists()}


def test_a_therapists_scores_are_read_by_them_and_who_leads_the_team(kept: World) -> None:
    enter(kept, entry(kept))
    assert readers(kept) == {"therapist", "supervisor", "backup", "expert"}


@pytest.mark.parametrize(("n", "who"), [(4, {"expert"}), (5, {"expert", "supervisor"})])
def test_a_supervisor_reads_their_own_mean_from_five_answers_on(kept: World, n: int, who: set[str]) -> None:
    with pytest.raises(NotAllowedError):
        enter(kept, entry(kept, "supervisor", value=Decimal("4.10"), n=n), code="sam")
    enter(kept, entry(kept, "supervisor", value=Decimal("4.10"), n=n), actor="expert", code="sam")
    assert readers(kept) == who


def test_means_weigh_each_by_its_answers_and_no_data_is_not_zero() -> None:
    assert mean_of([(Decimal("0.50"), 1), (Decimal("0.80"), 3)]) == (Decimal("0.73"), 4)
    assert mean_of([]) == (None, 0)


def test_a_month_without_a_score_is_a_gap_in_the_picture() -> None:
    months = months_until(datetime.date(2026, 2, 10), 4)
    values = [Decimal("0.5"), None, Decimal("0.6"), Decimal("0.7")]
    monthly = [Monthly(month, value, 2 if value else 0) for month, value in zip(months, values, strict=True)]
    drawn = trend_of(monthly, Decimal(0), Decimal(1), Decimal("0.75"))
    assert [mark.y is None for mark in drawn.marks] == [False, True, False, False]
    assert len(drawn.lines) == 1
    assert drawn.is_below
    assert not trend_of(monthly, Decimal(0), Decimal(1)).is_below
    assert [month.isoformat() for month in months] == ["2025-11-01", "2025-12-01", "2026-01-01", "2026-02-01"]


@given(st.lists(st.one_of(st.none(), st.decimals(0, 1, places=2)), max_size=14))
def test_every_mark_lies_on_the_picture(values: list[Decimal | None]) -> None:
    monthly = [Monthly(MONTH, value, 1) for value in values]
    drawn = trend_of(monthly, Decimal(0), Decimal(1))
    for mark in drawn.marks:
        assert 0 <= mark.x <= 640
        assert mark.y is None or 0 <= mark.y <= 200
