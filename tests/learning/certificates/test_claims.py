"""No text of a certificate says that its holder is certified, accredited or licensed, however it is written."""

# ruff: noqa: RUF001 - letters that look like others are what is tested

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.certificates.claims import RefusedWordError, refuse_claims

CLAIMS = [
    *(
        "a Certified therapist",
        "CERTIFICATION",
        "certificated",
        "uncertified",
        "re-certified",
        "certifies",
        "certi-fied",
    ),
    *("ACCREDITED course", "accreditation", "self-accredited", "licensed", "licence", "licenced", "Licensee"),
    *(
        "wedi'i ardystio",
        "ardystiedig",
        "ei hardystio",
        "achrededig",
        "achrediad",
        "trwyddedig",
        "drwydded",
        "nhrwydded",
    ),
    *(
        "Ｃｅｒｔｉｆｉｅｄ",
        "сеrtifiеd",
        "çértífïéd",
        "cert\u200bified",
        "cert\u00adified",
        "1icensed",
        "l1censed",
        "αccredited",
    ),
    *("c e r t i f i e d", "c.e.r.t.i.f.i.e.d", "acc_red_ited", "𝓬𝓮𝓻𝓽𝓲𝓯𝓲𝓮𝓭"),
]
PLAIN = [
    *("Certificate of completion", "Two certificates", "Tystysgrif cwblhau", "silence", "a decent card", "sentence"),
    *("Cwblhaodd Siân y modiwl", "A, B, C, D and E", "wedi mynychu'r gweithdy", "has completed the module"),
]


@pytest.mark.parametrize("text", CLAIMS)
def test_a_claim_is_refused_and_named(text):
    with pytest.raises(RefusedWordError) as refused:
        refuse_claims(f"Amara is {text}, it says")
    assert refused.value.word


@pytest.mark.parametrize("text", PLAIN)
def test_plain_words_pass(text):
    assert refuse_claims(text) == text


@given(st.text(max_size=300))
def test_no_text_breaks_the_search(text):
    with contextlib.suppress(RefusedWordError):
        assert refuse_claims(text) == text
