"""Ways to reach somebody: telephone numbers of both islands, e-mail addresses, full postcodes and Eircodes."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]
GAP = r"[ \t\n.\-()/]{0,3}"
PHONE = re.compile(
    rf"(?:\+{GAP}|(?<![0-9])00{GAP})(?:4{GAP}4|3{GAP}5{GAP}3)(?:{GAP}[0-9]){{7,11}}(?![0-9])"
    rf"|(?<![0-9+])44{GAP}7(?:{GAP}[0-9]){{9}}(?![0-9])"
    rf"|(?<![0-9.])\(?0[1-3578](?:{GAP}[0-9]){{7,9}}(?![0-9])"
    r"|(?<![0-9.])\(?09[0-9](?:\)?[ \-][0-9]{3}[ \-]?[0-9]{3,4}|[0-9]{6,7})(?![0-9])"
    rf"|(?<![0-9.])0[ .\-]7(?:{GAP}[0-9]){{9}}(?![0-9])"
    r"|(?<![0-9])1[ \-]?8[05]0(?:[ \-]?[0-9]){6}(?![0-9])"
    r"|(?<![0-9])7[0-9]{3}[ \-]?[0-9]{3}[ \-]?[0-9]{3}(?![0-9])"
)
MAYBE_PHONE = re.compile(r"[+(0-9][0-9 \t\n.\-()/+]{5,}[0-9]")
PHONE_WORDS = ("tel", "phone", "mob", "landline", "whatsapp", "ffôn", "ffon", "fón", "fon")
SAID_TO_BE_PHONE = re.compile(
    r"\b(?:tel|telephone|phone|mob|mobile|landline|whatsapp|ffôn|ffon|fón|fon)\b[ .:#]{0,3}"
    r"(?:(?:number|no|num|is|on|to|rhif|yw)\b[ .:]{0,3}){0,2}([0-9](?:[ \-]{0,2}[0-9]){5,12})(?![0-9])"
)
ENDINGS = r"(?:com|org|net|uk|ie|eu|info|wales|cymru|scot|gov|nhs|school|me|io)"
EMAIL = re.compile(
    r"[\w.+%'\-]+(?:@|[ ]?[(\[]at[)\]][ ]?)[\w\-]+(?:(?:\.|[ ]?[(\[]dot[)\]][ ]?)[\w\-]+)+"
    rf"|[\w.+%\-]+ {{0,2}}@ {{0,2}}[\w\-]+(?: ?\. ?[\w\-]+)*? ?\. ?{ENDINGS}\b"
    rf"|[\w.+%\-]+ at [\w\-]+(?: dot [\w\-]+)*? dot {ENDINGS}\b",
    re.I,
)
POSTAL_AREAS = (
    "AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX "
    "FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN "
    "NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB "
    "W WA WC WD WF WN WR WS WV YO ZE"
)
AREAS = frozenset(POSTAL_AREAS.split())
POSTCODE = re.compile(
    r"(?<![A-Za-z0-9])([A-PR-UWYZ][A-HK-Y]?)([0-9OIl][0-9OIl]?[ABEHMNPRVWXYJKSTU]?)[\s.,\-]{0,3}"
    r"([0-9OIl])([ABD-HJLNP-UW-Z]{2})(?![A-Za-z0-9])",
    re.I,
)
SPACED_OUT = re.compile(r"(?<![A-Za-z0-9])(?:[A-Z0-9][ .\-]{1,3}){4,6}[A-Z0-9](?![A-Za-z0-9])")
NOT_INWARD = re.compile(r"(?:1st|2nd|3rd|[0-9]th|[0-9]hr|[0-9]yr|[0-9]lb)\Z")
KEYS = (
    "A41 A42 A45 A63 A67 A75 A81 A82 A83 A84 A85 A86 A91 A92 A94 A96 A98 C15 D01 D02 D03 D04 D05 D06 D07 D08 D09 D10 "
    "D11 D12 D13 D14 D15 D16 D17 D18 D20 D22 D24 D6W E21 E25 E32 E34 E41 E45 E53 E91 F12 F23 F26 F28 F31 F35 F42 F45 "
    "F52 F56 F91 F92 F93 F94 H12 H14 H16 H18 H23 H53 H54 H62 H65 H71 H91 K32 K34 K36 K45 K56 K67 K78 N37 N39 N41 N91 "
    "P12 P14 P17 P24 P25 P31 P32 P36 P43 P47 P51 P56 P61 P67 P72 P75 P81 P85 R14 R21 R32 R35 R42 R45 R51 R56 R93 R95 "
    "T12 T23 T34 T45 T56 V14 V15 V23 V31 V35 V42 V92 V93 V94 V95 W12 W23 W34 W91 X35 X42 X91 Y14 Y21 Y25 Y34 Y35"
)
ROUTING_KEYS = frozenset(KEYS.split())
EIRCODE = re.compile(
    r"(?<![A-Za-z0-9])([AC-FHKNPRTV-Y][0-9O][0-9OIW])[\s.\-]{0,3}([0-9AC-FHKNPRTV-YO]{4})(?![A-Za-z0-9])", re.I
)
NOT_UNIQUE = re.compile(r"(?:[0-9]{2}th|[0-9]{2}hr|[0-9]{4})\Z")


def phones(low: str) -> Iterator[Span]:
    """Seven or more figures with a national or international beginning, or said to be a number to ring."""
    for run in MAYBE_PHONE.finditer(low):
        for found in PHONE.finditer(low, *run.span()):
            yield found.span()
    if any(sign in low for sign in PHONE_WORDS):
        for found in SAID_TO_BE_PHONE.finditer(low):
            yield found.span(1)


def emails(plain: str) -> Iterator[Span]:
    """An address with @, or with `at` and `dot` written out."""
    if "@" in plain or " dot " in plain or "(at" in plain.casefold() or "[at" in plain.casefold():
        for found in EMAIL.finditer(plain):
            yield found.span()


def postcodes(plain: str) -> Iterator[Span]:
    """A whole postcode of an area that exists; a district alone is none."""
    for found in POSTCODE.finditer(plain):
        if _is_postcode(found):
            yield found.span()
    for spaced in SPACED_OUT.finditer(plain):
        together = POSTCODE.fullmatch(re.sub(r"[ .\-]", "", spaced.group()))
        if together and _is_postcode(together):
            yield spaced.span()


def _is_postcode(found: re.Match[str]) -> bool:
    whole = found.group()
    if found[1].upper() not in AREAS or (NOT_INWARD.match(found[3] + found[4]) and not found[1].islower()):
        return False
    letters_for_figures = not (found[2][0].isdigit() and found[3].isdigit())
    return not letters_for_figures or (whole.upper() == whole and any(char.isdigit() for char in whole))


def eircodes(plain: str) -> Iterator[Span]:
    """A routing key that exists and its four characters, of which one at least is a letter and one a figure."""
    for found in EIRCODE.finditer(plain):
        key, unique = _key(found[1]), found[2]
        mixed = any(char.isdigit() for char in unique) and not NOT_UNIQUE.match(unique)
        if key in ROUTING_KEYS and mixed:
            yield found.span()


def _key(typed: str) -> str:
    return typed[0].upper() + typed[1:].upper().replace("O", "0").replace("I", "1")
