"""Ids of goals and resources are no notes: whatever digits they have, nothing is refused for them."""

import pytest

from supervision.screening import IdentifyingDataError, refuse_hard

NUMBER = "9434765919"


def test_an_id_with_the_digits_of_an_nhs_number_is_no_find() -> None:
    refuse_hard({"goals": [{"key": f"abcd-{NUMBER}".replace("-", "") + "a" * 18, "text": "Phone the school"}]})
    refuse_hard({"resource": "94347659-1994-4347-8591-943476591994"})


def test_the_same_digits_in_a_note_are() -> None:
    with pytest.raises(IdentifyingDataError):
        refuse_hard({"goals": [{"text": f"Number {NUMBER}"}]})
    with pytest.raises(IdentifyingDataError):
        refuse_hard({"goals": [{"key": NUMBER}]})
