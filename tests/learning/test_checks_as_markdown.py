"""A knowledge check of any kind comes back from Markdown as it was written."""

import pytest

from home.markdown import RawBlock
from learning.folder.checks import read_check, write_check

CASES = {
    "matching": "? Q\n- a => b -- why\n- c\n  more => d\n- => e -- tempts\n= R",
    "ordering": "? Q\n1. one\n2. two -- why\n= R",
    "numeric": "? Q\n- [x] 24 ~ 1 -- why\n- [ ] 12\n- [50%] 3.5\n= R",
    "short": "? Q\n- [x] tŷ\n- [ ] x \\-- y -- z\n= R",
    "multiple": "? Q\n- [x] a -- why\n- [ ] b\n- [x 40%] c\n- [ -50%] d\n= R",
}


@pytest.mark.parametrize("kind", CASES)
def test_a_check_of_every_kind_comes_back_the_same(kind: str) -> None:
    problems: list[str] = []
    question = read_check(
        RawBlock("check", {"kind": kind}, content=CASES[kind]), kind, lambda line, text: problems.append(text)
    )
    assert not problems
    facts = {"kind": kind, "stem": question.stem, "options": question.options, "rationale": question.rationale}
    assert write_check(facts | {"outcome": None, "title": "", "unit_of_answer": ""}).content == CASES[kind]


@pytest.mark.parametrize("kind", CASES)
def test_a_check_with_nothing_right_is_refused_by_line(kind: str) -> None:
    problems: list[str] = []
    read_check(RawBlock("check", {"kind": kind}, content="? Q\n= R"), kind, lambda line, text: problems.append(text))
    assert problems
