"""Numbers that name one person: NHS, PPS, UPN and National Insurance numbers, by their real rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

Span = tuple[int, int]
GAP = r"[ \t\n.\-_]{0,3}"
RUN = re.compile(rf"[0-9](?:{GAP}[0-9]){{9,}}")
GROUP = re.compile(r"[0-9]+")
DATE_AND_HOUR = re.compile(r"[0-3][0-9][.\-][01][0-9][.\-](?:19|20)[0-9]{2}[ \-][0-9]{2}[:.][0-9]{2}(?![0-9])")
PPS = re.compile(rf"(?<![0-9])[0-9](?:{GAP}[0-9]){{6}}{GAP}([A-Wa-w])(?:{GAP}([A-IWa-iw]))?(?![A-Za-z0-9])")
PPS_LETTERS = "WABCDEFGHIJKLMNOPQRSTUV"
UPN = re.compile(rf"(?<![A-Za-z])([A-HJ-NP-RT-Za-hj-np-rt-z])((?:{GAP}[0-9]){{11}}){GAP}([0-9A-Za-z])(?![A-Za-z0-9])")
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
NI = re.compile(
    rf"(?<![A-Za-z])([A-CEGHJ-PR-TW-Z]{GAP}[A-CEGHJ-NPR-TW-Z])((?:{GAP}[0-9]){{6}}){GAP}([A-D])(?![A-Za-z0-9])", re.I
)
NI_NEVER = {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}
SMALL_WORDS = {"at", "as", "am", "he", "me", "my", "we", "so", "or", "no"}


def nhs_numbers(figures: str) -> Iterator[Span]:
    """Ten figures whose last checks the nine before, however they are spaced."""
    for run in RUN.finditer(figures):
        yield from _ten_in(figures, run.start(), run.end())


def _ten_in(figures: str, start: int, end: int) -> Iterator[Span]:
    """Whole groups that are ten figures together."""
    groups = [group.span() for group in GROUP.finditer(figures, start, end)]
    before = [0, *accumulate(last - first for first, last in groups)]
    starts = {count: place for place, count in enumerate(before[:-1])}
    for place, count in enumerate(before):
        first = starts.get(count - 10)
        if first is None or first >= place:
            continue
        span = groups[first][0], groups[place - 1][1]
        if nhs_valid(_only_figures(figures[slice(*span)])) and not DATE_AND_HOUR.match(figures, span[0]):
            yield span


def nhs_valid(number: str) -> bool:
    """The check figure of an NHS number."""
    check = 11 - sum(int(figure) * weight for figure, weight in zip(number, range(10, 1, -1), strict=False)) % 11
    return len(number) == 10 and check % 11 == int(number[9]) and check != 10


def pps_numbers(figures: str) -> Iterator[Span]:
    """Seven figures, their check letter and perhaps a second letter."""
    for found in PPS.finditer(figures):
        number, letter, second = _only_figures(found.group()), found[1].upper(), (found[2] or "").upper()
        if pps_letter(number, second) == letter:
            yield found.span()
        elif second and pps_letter(number, "") == letter:
            yield found.start(), found.end(1)


def pps_letter(number: str, second: str) -> str:
    """The check letter of a PPS number."""
    total = sum(int(figure) * weight for figure, weight in zip(number, range(8, 1, -1), strict=True))
    return PPS_LETTERS[(total + 9 * (PPS_LETTERS.index(second) if second else 0)) % 23]


def upns(figures: str) -> Iterator[Span]:
    """A check letter and twelve figures; the last may be a letter while the number is temporary."""
    for found in UPN.finditer(figures):
        last = found[3].upper()
        if (last.isdigit() or last in UPN_LETTERS) and upn_letter(_only_figures(found[2]) + last) == found[1].upper():
            yield found.span()


def upn_letter(number: str) -> str:
    """The check letter of a unique pupil number."""
    values = [int(one) if one.isdigit() else UPN_LETTERS.index(one) for one in number]
    return UPN_LETTERS[sum(value * weight for value, weight in zip(values, range(2, 14), strict=True)) % 23]


def ni_numbers(figures: str) -> Iterator[Span]:
    """Two letters, six figures, and A to D; not what is a small word and an hour."""
    for found in NI.finditer(figures):
        prefix = re.sub(r"[^A-Za-z]", "", found[1])
        if prefix.upper() not in NI_NEVER and not (prefix in SMALL_WORDS and found[3] == "a"):
            yield found.span()


def _only_figures(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)
