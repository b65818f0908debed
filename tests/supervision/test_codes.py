"""Case codes: random, sayable, and no longer than the place that keeps them."""

import pytest

from supervision.codes import WORDS, new_code
from supervision.models import CaseReference


@pytest.mark.parametrize("word", WORDS)
def test_every_word_makes_a_code_that_fits_its_column(word: str) -> None:
    length = CaseReference._meta.get_field("code").max_length
    assert length is not None
    assert len(f"{word}-999") <= length


def test_a_code_is_a_word_and_three_figures() -> None:
    word, figures = new_code().split("-")
    assert word in WORDS
    assert 100 <= int(figures) <= 999
