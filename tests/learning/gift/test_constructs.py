"""Every construct of GIFT has a file; what is read from it stands beside it, in the words of `--json`."""

import json
import re
import time
from pathlib import Path

import pytest

from learning.gift import parse, write
from learning.gift.decoding import decoded
from learning.gift.describing import category_facts, problem_facts, question_facts
from learning.gift.marks import bank_words
from tests.contracts.source import ROOT

FOLDER = Path(__file__).parent / "constructs"
FILES = sorted(FOLDER.glob("*.gift"))


def read(path):
    return parse(decoded(path.read_bytes()))


def facts(gift):
    return {
        "questions": [question_facts(question) for question in gift.questions],
        "problems": [problem_facts(problem) for problem in gift.problems],
        "categories": [category_facts(category) for category in gift.categories],
        "comments": [comment.text for comment in gift.comments],
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_construct_is_read_as_it_is_written_down(path):
    assert facts(read(path)) == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_construct_survives_being_written_and_read(path):
    questions = read(path).questions
    assert parse(write(questions)).questions == questions


@pytest.mark.parametrize("path", sorted(FOLDER.with_name("malformed").glob("*.gift")), ids=lambda path: path.stem)
def test_a_malformed_item_is_named_with_its_line_and_reason(path):
    found = facts(read(path))
    assert found["problems"]
    assert found == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


def test_every_construct_is_in_the_reference_and_no_other():
    page = (ROOT / "docs" / "reference" / "gift.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z_]+)` \|", page, flags=re.MULTILINE) != []
    assert set(re.findall(r"^\| `([a-z_]+)` \|", page, flags=re.MULTILINE)) == {path.stem for path in FILES}


@pytest.mark.parametrize(
    "text", ["Put in order {>" + "9" * 5000 + "\na\nb\n}", "How many? {#1e99999999999999999999}", "x" * 20_001 + "{T}"]
)
def test_figures_and_items_beyond_all_measure_are_problems_with_a_line(text: str) -> None:
    [problem] = parse(text).problems
    assert problem.line == 1


def test_open_brackets_by_the_thousand_cost_no_more_than_other_letters() -> None:
    [question] = parse("Why " + "<a" * 9_000 + "{T}").questions
    began = time.process_time()
    assert bank_words(question.stem)[1] == []
    assert time.process_time() - began < 0.2
