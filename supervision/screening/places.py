"""Places that lead to somebody: schools, streets, wards and clubs, by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from supervision.screening.lists import generic_words

Span = tuple[int, int]
PROPER = r"[A-ZÀ-ÞŴŶ][\w'\-]+"
NAMED = rf"(?P<name>(?:{PROPER}(?: of| the| on)? ){{1,3}})"
SCHOOL = re.compile(
    rf"{NAMED}(?P<kind>(?:(?:High|Primary|Secondary|Comprehensive|Grammar|Infant|Junior|Special|Community|Middle) )*"
    r"(?:School|Academy|College|High|Primary|Comp|Comprehensive|Grammar|PRU|Nursery|Sixth Form|University)"
    r"|(?:(?:high|primary|secondary|comprehensive|grammar|special) )*(?:school|academy|college))\b"
    r"(?! (?:report|run|day|holiday|refus|attend|work|nurse|meeting|transport))"
    rf"|\b(?:Ysgol|Coleg|Scoil|Coláiste|Gaelscoil) (?:(?:y|yr|Gyfun|Gynradd|Uwchradd|Bro) )*{PROPER}"
)
STREET = re.compile(
    rf"{NAMED}(?P<kind>Street|St|Road|Rd|Avenue|Ave|Lane|Close|Drive|Crescent|Terrace|Way|Court|Gardens|Grove|Place"
    r"|Square|Estate|House|Flats|Park|Hill|Green|Walk|Rise|Row|Mews|Parade|View|Heights|Towers?"
    r"|street|road|avenue|lane|crescent|terrace|estate|flats)\b"
    r"|[0-9]{1,3}[a-d]?,? [a-z]{3,14} (?:road|street|avenue|lane|crescent|terrace|drive|close|gardens|grove)\b"
    rf"|(?:Stryd|Heol|Ffordd|Lôn|Rhodfa|Stad|Maes|Bóthar|Sráid) (?:(?:y|yr|an|na) )?{PROPER}"
)
CLUB = re.compile(
    rf"{NAMED}(?P<kind>F\.?C\.?|AFC|RFC|CFC|ABC|GAA|GAC|United|Rovers|City|Town|Athletic|Wanderers|Albion|[Ww]ard"
    r"|(?:[Yy]outh|[Bb]oxing|[Ff]ootball|[Rr]ugby|[Jj]udo|[Kk]arate) [Cc]lub|Club|[Gg]ym|[Ll]eisure [Cc]entre"
    r"|[Hh]ospital|Church|Mosque|Chapel|Temple|[Cc]hildren's [Hh]ome|Health Centre|[Ss]urgery|Library"
    r"|Shopping Centre|Station)(?!\w)"
    rf"|Ward [A-Z0-9]+\b|Clwb (?:Rygbi |Pêl-droed |Bocsio )?{PROPER}"
)


def schools(plain: str) -> Iterator[Span]:
    """A school by its name; `the High School` names none."""
    yield from _named(SCHOOL, plain)


def places(plain: str) -> Iterator[Span]:
    """A street, an estate, a ward, a club or a public place by its name."""
    yield from _named(STREET, plain)
    yield from _named(CLUB, plain)


def _named(pattern: re.Pattern[str], plain: str) -> Iterator[Span]:
    for found in pattern.finditer(plain):
        name = found["name"]
        if name is None:
            yield found.span()
            continue
        own = [word for word in name.split() if word.casefold() not in generic_words() and not _is_label(word)]
        if own and not (len(own) == 1 and found["kind"].islower() and _starts_sentence(plain, found.start())):
            yield plain.index(own[0], found.start()), found.end()


def _is_label(word: str) -> bool:
    """A short run of capitals is a service or a term."""
    return word.isupper() and len(word) <= 5


def _starts_sentence(plain: str, start: int) -> bool:
    before = plain[:start].rstrip(" \"'(")
    return not before or before[-1] in ".!?:;\n-•*"
