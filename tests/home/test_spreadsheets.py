"""Tables for spreadsheets: nothing in them runs, nothing is lost, and they are written row by row."""

import csv
import datetime
import io

import pytest
from openpyxl import load_workbook

from home.spreadsheets import Sheet, csv_bytes, csv_lines, csv_response, defused, xlsx_bytes, xlsx_response

ATTACKS = ['=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "=1+1"]


def read(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", ATTACKS)
def test_a_text_that_begins_like_a_formula_gets_an_apostrophe_in_both_kinds(text):
    assert defused(text) == f"'{text}"
    assert read(csv_bytes(["A"], [[text]]))[1] == [f"'{text}"]
    cell = load_workbook(io.BytesIO(xlsx_bytes([Sheet("Log", ["A"], [[text]])]))).active["A2"]
    assert cell.data_type == "s"
    assert cell.value.replace("\r", "").startswith("'")


def test_headings_are_defused_too():
    assert read(csv_bytes(["=1+1"], []))[0] == ["'=1+1"]
    assert load_workbook(io.BytesIO(xlsx_bytes([Sheet("=1", ["=1+1"], [])]))).active["A1"].data_type == "s"


def test_plain_texts_numbers_and_days_stay_what_they_are():
    day = datetime.date(2026, 2, 3)
    for value in ("Northmoor East", "a=b", "Owen-Fairley", 12, -3, 2.5, True, day):
        assert defused(value) == value
    page = load_workbook(io.BytesIO(xlsx_bytes([Sheet("Log", ["A", "B"], [[-3, day]])]))).active
    assert (page["A2"].value, page["B2"].value.date()) == (-3, day)


def test_no_other_separator_can_split_a_text():
    assert b'"a;=1+1"' in csv_bytes(["A"], [["a;=1+1"]])


def test_what_no_cell_can_hold_is_left_out_or_cut():
    assert defused("a\x00b\x07") == "ab"
    assert len(defused("=" + "x" * 40_000)) <= 32767
    assert defused(None) == ""


def test_a_csv_is_sent_in_pieces_and_a_thousand_rows_arrive_once():
    rows = ([number, "Amara Ŵyn"] for number in range(1000))
    pieces = list(csv_lines(["n", "name"], rows))
    assert len(pieces) > 4
    assert [row[0] for row in read("".join(pieces).encode())[1:]] == [str(number) for number in range(1000)]


def test_a_title_that_no_sheet_may_have_is_made_one():
    book = load_workbook(io.BytesIO(xlsx_bytes([Sheet("Team [East]: a/b?*" + "x" * 40, ["A"], [])])))
    assert len(book.sheetnames[0]) <= 31


def test_answers_are_files_to_save_and_are_kept_nowhere():
    for answer in (csv_response("log", ["A"], []), xlsx_response("log", [Sheet("Log", ["A"], [])])):
        assert answer["Content-Disposition"].startswith('attachment; filename="log.')
        assert "no-store" in answer["Cache-Control"]
