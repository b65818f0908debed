"""Numbers, addresses and dates of birth refuse a text, however they are written."""

import datetime

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from supervision.screening import IdentifyingDataError, masked, refuse_hard, screen
from supervision.screening.numbers import nhs_valid, pps_letter, upn_letter
from tests.factories import today

GAPS = st.sampled_from(["", " ", "-", "  ", " - ", ".", "\u00a0", "\u2009", "\u2011", "\u200b", "\n", "_"])


def kinds(text: str) -> set[str]:
    return {hit.kind for hit in screen(text) if hit.hard}


@st.composite
def nhs_numbers(draw: st.DrawFn) -> str:
    nine = draw(st.text("0123456789", min_size=9, max_size=9))
    whole = [f"{nine}{last}" for last in range(10) if nhs_valid(f"{nine}{last}")]
    return whole[0] if whole else "9434765919"


@given(nhs_numbers(), st.lists(GAPS, min_size=9, max_size=9), st.text(max_size=40), st.text(max_size=40))
def test_any_valid_nhs_number_in_any_spacing_inside_any_sentence_is_found(
    number: str, gaps: list[str], before: str, after: str
) -> None:
    spaced = "".join(figure + gap for figure, gap in zip(number, [*gaps, ""], strict=True))
    text = f"{before} {spaced} {after}"
    place = len(before) + 1
    assert any(hit.hard and hit.start < place + len(spaced) and place < hit.end for hit in screen(text))


@given(st.text())
def test_screening_never_raises_and_points_inside_the_text(text: str) -> None:
    for hit in screen(text, known_names=["Amara Osei"]):
        assert 0 <= hit.start < hit.end <= len(text)


PIECES = st.sampled_from(
    ["943 476 5919", "SW1A 1AA", "07700 900123", "12/03/2011", "DOB ", "born ", "a@b.org", "AB123456C", "1234567T", " ",
     "D02 X285", "0", "\u200b", "7", "-", ". ", "12 03 ", "Mawrth ", "2011", "\uff10"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_a_masked_text_has_no_hard_find(text: str) -> None:
    assert not kinds(masked(text))


@given(st.lists(PIECES).map("".join))
def test_a_text_masked_in_welsh_has_no_hard_find_either(text: str) -> None:
    with override_settings(LANGUAGE_CODE="cy"):
        assert not kinds(masked(text))


def test_a_masked_draft_says_what_was_there() -> None:
    assert (
        masked("Ring caregiver A on 07700 900123 after four.")
        == "Ring caregiver A on [removed: phone number] after four."
    )


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("nhs_number", "NHSNo9434765919"),
        ("nhs_number", "\uff19\uff14\uff13 \uff14\uff17\uff16 \uff15\uff19\uff11\uff19"),
        ("nhs_number", "943 476 59I9"),
        ("postcode", "at SW1A 1AA now"),
        ("postcode", "at ll11-1ab now"),
        ("postcode", "at M1 1AE, near"),
        ("postcode", "at CF1O 3NQ, near"),
        ("postcode", "B 3 3 8 T H"),
        ("eircode", "H91 F4E2"),
        ("eircode", "d6wxk28"),
        ("phone", "07700900123"),
        ("phone", "(01978) 290 123"),
        ("phone", "+44 (0)7700 900 123"),
        ("phone", "0 7 7 0 0 9 0 0 1 2 3"),
        ("phone", "+353 (0)86 123 4567"),
        ("phone", "021 427 1235"),
        ("phone", "o77oo 9oo123"),
        ("phone", "mobile number is 900 123"),
        ("email", "mum.a@example.org.uk"),
        ("email", "mum at example dot com"),
        ("email", "mum (at) example.com"),
        ("birth_date", "DOB 12/3/11"),
        ("birth_date", "born on the 12th of March 2011"),
        ("birth_date", "D.O.B.: 2011-03-12"),
        ("birth_date", "dob 12032011"),
        ("birth_date", "ganwyd ar 12fed o Fawrth 2011"),
        ("birth_date", "Rugadh é 12 M\u00e1rta 2011"),
        ("birth_date", "March 12th, 2011 (DOB)"),
        ("birth_date", "his birthday is the twelfth of March 2011"),
        ("birth_date", "12 March 2011"),
        ("ni_number", "QQ 12 34 56 C".replace("QQ", "AB")),
        ("ni_number", "ab123456c"),
    ],
)
def test_each_kind_is_found_in_many_notations(kind: str, text: str) -> None:
    assert kind in kinds(f"Seen last week, {text}, and again.")


def test_a_number_with_its_own_check_letter_is_found_and_one_with_another_is_not() -> None:
    assert kinds(f"PPS 1234567{pps_letter('1234567', '')}") == {"pps_number"}
    assert kinds(f"PPS 1234567{pps_letter('1234567', 'A')}A") == {"pps_number"}
    assert kinds("PPS 1234567A") == set()
    upn = "801200001001"
    assert "upn" in kinds(f"UPN {upn_letter(upn)} {upn}")
    wrong = "B" if upn_letter(upn) != "B" else "C"
    assert "upn" not in kinds(f"UPN {wrong}{upn}")


def test_a_day_to_meet_is_left_alone_and_the_same_day_beside_a_word_of_birth_is_not() -> None:
    for days in (-200, -7, 0, 3, 90):
        day = today() + datetime.timedelta(days=days)
        for written in (f"{day:%d/%m/%Y}", f"{day:%-d %B %Y}", f"{day:%d.%m.%y}", f"{day:%Y-%m-%d}"):
            assert not kinds(f"Meeting on {written} at 10:30.")
            assert "birth_date" in kinds(f"Baby, date of birth {written}.")


@pytest.mark.parametrize(
    "text",
    [
        "Unit M10 2nd part, at 10 20 30 a bit later",
        "Scores 4 5 3 2 6, then 8/10, and 0.92 with n = 12",
        "FERN-204, section 47, Principle 5, Year 9, week 12 of 20",
        "Calls at 09:00, 10:30 and 14:15; 0800 1111 is Childline and 101 the police",
        "10 mg twice a day, \u00a35.50 a week, 3 of 5 days, 21.30 on 12/11",
        "D12 week, W23 then, T12 24hr",
    ],
)
def test_what_notes_are_full_of_refuses_nothing(text: str) -> None:
    assert not kinds(text)


def test_what_is_refused_is_in_no_message() -> None:
    with pytest.raises(IdentifyingDataError) as refused:
        refuse_hard("clean", {"fit": [{"text": "Ring 07700 900123"}]})
    assert refused.value.kinds == ["phone"]
    assert "900123" not in str(refused.value)
