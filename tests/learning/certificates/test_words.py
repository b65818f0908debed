"""Codes, names, states and words: what needs no database."""

import datetime
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.certificates import words
from learning.certificates.codes import ALPHABET, LENGTH, grouped, new_code, normalise
from learning.certificates.qr import AddressTooLongError, svg
from learning.certificates.verify import Status, masked, same_name, status_of

DAY = datetime.date(2026, 11, 23)


def test_a_code_has_130_bits_and_no_look_alikes():
    codes = {new_code() for _ in range(2000)}
    assert len(codes) == 2000
    assert all(len(code) == LENGTH and set(code) <= set(ALPHABET) for code in codes)
    assert len(ALPHABET) ** LENGTH == 2**130
    assert not set("ILOU") & set(ALPHABET)
    assert set("".join(codes)) == set(ALPHABET)


@given(st.lists(st.sampled_from(ALPHABET), min_size=26, max_size=26), st.sampled_from(["-", " ", "", " – ", "."]))
def test_a_code_typed_by_hand_is_understood(characters, joint):
    code = "".join(characters)
    typed = grouped(code, joint).lower()
    assert normalise(typed) == code
    assert normalise(typed.replace("0", "o").replace("1", "l")) == code


@pytest.mark.parametrize("typed", ["", "ABC", "!" * 26, "A" * 27, "A" * 5000, "\u0410" * 26, "\0" * 26])
def test_what_is_no_code_is_nothing(typed):
    assert normalise(typed) == ""


@pytest.mark.parametrize(
    ("state", "expires", "status"),
    [
        ("issued", None, Status.VALID),
        ("issued", DAY, Status.VALID),
        ("issued", DAY - datetime.timedelta(days=1), Status.EXPIRED),
        ("superseded", None, Status.SUPERSEDED),
        ("revoked", DAY, Status.REVOKED),
        ("revoked", DAY - datetime.timedelta(days=1), Status.REVOKED),
    ],
)
def test_states(state, expires, status):
    assert status_of(state, expires, DAY) is status


def test_a_masked_name_shows_first_letters_only():
    assert masked("Amara Oyelaran") == "A•••• O•••••••"
    assert masked("  Siobhán   Mac Giolla ") == "S•••••• M•• G•••••"
    assert masked("Élodie") == "É•••••"


@pytest.mark.parametrize(
    ("typed", "name", "same"),
    [
        ("amara oyelaran", "Amara Oyelaran", True),
        ("SIOBHAN MAC GIOLLA", "Siobhán Mac Giolla", True),
        ("Dr Helga Stroud", "Helga Stroud", True),
        ("Catrin Llewelyn Ames", "Catrin Llewelyn-Ames", True),
        ("O'Neill", "O’Neill", True),
        ("Amara", "Amara Oyelaran", False),
        ("Amara Oyelarin", "Amara Oyelaran", False),
        ("", "", False),
        ("...", "", False),
    ],
)
def test_names_are_compared_without_case_and_accents(typed, name, same):
    assert same_name(typed, name) is same


@given(st.text(max_size=60), st.text(max_size=60))
def test_comparing_and_masking_never_fail(typed, name):
    assert same_name(typed, name) in (True, False)
    letters = "".join(word[1:] for word in masked(name).split())
    assert set(letters) <= {"•"}


def test_both_languages_have_the_same_words_and_the_disclaimer():
    assert words.WORDS["en"].keys() == words.WORDS["cy"].keys()
    for key, text in words.WORDS["en"].items():
        fields = {name for _t, name, _f, _c in string.Formatter().parse(text) if name}
        welsh = {name for _t, name, _f, _c in string.Formatter().parse(words.WORDS["cy"][key]) if name}
        assert fields == welsh, key
    assert words.WORDS["en"]["disclaimer"] == (
        "This records completion of a learning module. It is not a licence, accreditation or certification to practise "
        "Multisystemic Therapy."
    )
    assert "Therapi Amlsystemig" in words.WORDS["cy"]["disclaimer"]


def test_durations_and_dates_in_words():
    assert [words.duration(minutes, "en") for minutes in (0, 1, 59, 60, 61, 210)] == [
        "0 minutes",
        "1 minute",
        "59 minutes",
        "1 hour",
        "1 hour 1 minute",
        "3 hours 30 minutes",
    ]
    assert words.long_date(DAY, "cy") == "23 Tachwedd 2026"


def test_an_address_that_would_not_scan_is_refused():
    with pytest.raises(AddressTooLongError):
        svg("https://hearth.example/" + "x" * 400)
