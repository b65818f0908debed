"""Full dates that are, or very likely are, the day somebody was born.

A date beside a word of birth is one. So is a full date of many years ago: nobody meets on it. One of some years ago is
asked about. A date about now is a meeting, a hearing or a deadline, and is left alone.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from supervision.screening.folding import bare

LONG_AGO = 8
SOME_TIME_AGO = 3
MONTHS = (
    "jan january ionawr ion eanair",
    "feb february chwefror chwef feabhra",
    "mar march mawrth fawrth marta",
    "apr april ebrill ebr aibrean",
    "may mai fai bealtaine",
    "jun june mehefin fehefin meh meitheamh",
    "jul july gorffennaf orffennaf gorff iuil",
    "aug august awst lunasa",
    "sep sept september medi fedi meanfomhair meanfomhar",
    "oct october hydref hyd deireadhfomhair deireadhfomhar",
    "nov november tachwedd dachwedd tach samhain",
    "dec december rhagfyr ragfyr rhag nollaig",
)
MONTH = {name: number for number, names in enumerate(MONTHS, 1) for name in names.split()}
ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
ORDINALS = ORDINAL_WORDS.split()
TENS = {f"twenty-{word}": 21 + place for place, word in enumerate(ORDINALS[:9])} | {
    "thirtieth": 30,
    "thirty-first": 31,
}
ORDINAL = {word: place for place, word in enumerate(ORDINALS, 1)} | TENS
SPOKEN = "|".join(sorted(ORDINAL, key=len, reverse=True))
YEAR = r"(?:19|20)[0-9]{2}|'?[0-9]{2}"
ACCENTS = str.maketrans({"a": "[aá]", "i": "[ií]", "o": "[oó]", "u": "[uú]"})
TWO_WORDS = "(?:me[aá]n|deireadh) f[oó]mhai?r"
NAMED = "|".join([TWO_WORDS, *(name.translate(ACCENTS) for name in sorted(MONTH, key=len, reverse=True))])
ENGLISH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
GAP = r"[ \t\n.,/\-]{0,3}"
ENDS = r"(?![0-9]|[.:][0-9])"
# Year first; day first; all in one. Each begins with a figure, so that words cost nothing.
IN_FIGURES = re.compile(
    r"(?P<y1>(?:19|20)[0-9]{2}) ?[./\- ] ?(?P<m1>[01]?[0-9]) ?[./\- ] ?(?P<d1>[0-3]?[0-9])(?![0-9])"
    rf"|(?P<d2>[0-3]?[0-9]) ?(?P<s2>[./\\\-: ]) ?(?P<m2>[0-3]?[0-9]) ?(?P=s2) ?(?P<y2>{YEAR}){ENDS}"
    rf"|(?P<d3>[0-3]?[0-9](?:st|nd|rd|th|af|il|ydd|fed|eg|ain|a)?){GAP}(?:of |o |de |d')?(?P<m3>{NAMED}){GAP}"
    rf"(?P<y3>{YEAR}){ENDS}"
    r"|(?P<d5>[0-3][0-9])(?P<m5>[01][0-9])(?P<y5>(?:19|20)?[0-9]{2})(?![0-9])"
)
MONTH_FIRST = re.compile(
    rf"(?P<m4>{ENGLISH}){GAP}(?:the )?(?P<d4>[0-3]?[0-9](?:st|nd|rd|th)?),?{GAP}(?P<y4>(?:19|20)[0-9]{{2}}|'[0-9]{{2}})"
    r"(?![0-9])"
)
SPOKEN_DAY = re.compile(rf"(?P<d6>{SPOKEN}) (?:of )?(?P<m6>{ENGLISH}),? (?P<y6>(?:19|20)[0-9]{{2}})(?![0-9])")
BIRTH_BEFORE = re.compile(
    r"(?:\bd[. ]?o[. ]?b\b|\bborn\b|\bbirth(?:day|date)?\b|\bb\.|\bganwyd\b|\b(?:ei )?[eg]eni\b|\banwyd\b|\bd\.?g\.?\b"
    r"|\bpen-?blwydd\b|\bphen-?blwydd\b|\brugadh\b|\bbreithe?\b|\blá breithe\b)[^0-9]{0,28}\Z",
    re.I,
)
BIRTH_AFTER = re.compile(
    r"[^0-9]{0,14}(?:\bd[. ]?o[. ]?b\b|\bbirthday\b|\bbirth\b|\bdate of birth\b|\bdyddiad geni\b|\bpen-?blwydd\b)", re.I
)


@dataclass(frozen=True)
class Dated:
    """A full date and whether it is certainly (or only perhaps) the day of a birth."""

    start: int
    end: int
    hard: bool


def birth_dates(low: str, full: Iterable[re.Match[str]], today: datetime.date) -> Iterator[Dated]:
    """Of the `full` dates of a text, those of birth; those that are only old are asked about."""
    for found in full:
        day = _day(found, today)
        if day is None:
            continue
        born = _beside_birth(low, found)
        years = (today - day).days // 365
        if born or (years >= SOME_TIME_AGO and _is_plainly_a_date(found)):
            yield Dated(*found.span(), hard=born or (years >= LONG_AGO and _has_whole_year(found)))


def marked(found: re.Match[str]) -> bool:
    """A mark stands between its parts: no telephone number begins in such a date."""
    named = found.groupdict()
    return bool(named.get("y1") or (named.get("y2") and named["s2"] != " "))


def full_dates(low: str) -> Iterator[re.Match[str]]:
    """Every day with its month and year. Reads text in small letters."""
    place = 0
    while found := IN_FIGURES.search(low, place):
        inside = found.start() > 0 and low[found.start() - 1] in "0123456789.,/"
        place = found.start() + 1 if inside else found.end()
        if not inside:
            yield found
    for found in MONTH_FIRST.finditer(low):
        if found.start() == 0 or not low[found.start() - 1].isalpha():
            yield found
    yield from SPOKEN_DAY.finditer(low)


def _beside_birth(low: str, found: re.Match[str]) -> bool:
    before = low[max(0, found.start() - 48) : found.start()]
    return bool(BIRTH_BEFORE.search(before) or BIRTH_AFTER.match(low, found.end(), found.end() + 32))


def _parts(found: re.Match[str]) -> tuple[str, str, str]:
    """Day, month and year as written, whichever way they stand."""
    named = found.groupdict()
    part = next(number for number in "123456" if named.get(f"y{number}"))
    return named[f"d{part}"], named[f"m{part}"], named[f"y{part}"]


def _has_whole_year(found: re.Match[str]) -> bool:
    return len(_parts(found)[2].strip("'")) == 4


def _is_plainly_a_date(found: re.Match[str]) -> bool:
    """Three figures with spaces between, or figures in one, are dates beside a word of birth only."""
    named = found.groupdict()
    return not named.get("y5") and (_has_whole_year(found) or (named.get("s2") or "/").strip() not in {"", ":"})


def _day(found: re.Match[str], today: datetime.date) -> datetime.date | None:
    """The day that is written, day before month or the other way round; None where there is none."""
    day, month, year = _parts(found)
    first, second = _day_number(day), _month_number(month)
    for one, two in ((first, second), (second, first)):
        try:
            return datetime.date(_year_number(year, today), two, one)
        except ValueError:
            continue
    return None


def _day_number(written: str) -> int:
    figures = re.match(r"[0-9]+", written)
    return int(figures.group()) if figures else ORDINAL[written.casefold()]


def _month_number(written: str) -> int:
    return int(written) if written.isdigit() else MONTH.get(bare(written).replace(" ", ""), 0)


def _year_number(written: str, today: datetime.date) -> int:
    year = int(written.lstrip("'"))
    if year >= 100:
        return year
    return 2000 + year if year <= today.year % 100 + 1 else 1900 + year
