"""How old somebody is, exactly; and details that are rare together. Reads text in small letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]
NUMBER_WORDS = (
    "four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
)
WELSH_NUMBERS = "pedair|pump|chwe|saith|wyth|naw|deg|deuddeg|tair ar ddeg|pedair ar ddeg|pymtheg|un ar bymtheg"
NUMBER = rf"(?:[0-9]{{1,2}}|{NUMBER_WORDS})"
NO_BAND = r"(?! ?(?:-|to\b|and (?:over|under|above)|or (?:over|under|above)|\+|[0-9]|/))"
AGED = re.compile(rf"aged?(?: of)? {NUMBER}\b{NO_BAND}")
OLD = re.compile(
    rf"{NUMBER}[ \-]?(?:years?|yrs?|months?|mths?)[ \-]old\b"
    rf"|{NUMBER}[ \-]?(?:yo|y/o|y\.o\.)(?!\w)"
    rf"|(?:[0-9]{{1,2}}|{WELSH_NUMBERS})(?: mlwydd)? oed\b|[0-9]{{1,2}} bliana? d'aois"
)
TURNS = re.compile(rf"turn(?:s|ed|ing) {NUMBER}\b(?! ?(?:%|pm|am|[0-9:]|of\b|days|sessions|weeks|minutes|hours))")
IS = re.compile(
    rf"(?: is| was| are|'s| be| just)(?: now| only| just| nearly| almost)? (?:1[0-9]|[4-9]|(?:{NUMBER_WORDS}))"
    r"(?=[.,;!?)]|\Z|\n| (?:now|next|in|on|and|but|so)\b)(?!\.[0-9]|,? [0-9])"
)
WHO = re.compile(
    r"(?:s?he|yp|they|sibling [0-9a-z]|brother|sister|twin|son|daughter|who|boy|girl|cousin|friend|person)(?: will)?\Z"
)
IN_BRACKETS = re.compile(r"[^\W\d_]+(?: [0-9a-z])? \((?:1[0-9]|[5-9])\)(?!\w)")
PEOPLE = re.compile(
    r"(?:brother|sister|sibling|son|daughter|cousin|yp|person|boy|girl|twin|friend|girlfriend|boyfriend|nephew|niece)"
    r"(?: [0-9a-z])? \("
)
# A year, or a month and a year.
BORN_IN = re.compile(r"(?:born|ganwyd|rugadh)(?: [^\W\d_]+){0,4} (?:19|20)[0-9]{2}(?![0-9])")

OFFENCE = re.compile(
    r"\b(?:arson|murder|manslaughter|kidnap\w*|stabb\w*|shooting|firearm\w*|terroris\w*|rape\w*"
    r"|sexual(?:ly)? assault\w*|carjack\w*|hostage|explosives?|machete|acid attack|llofruddi\w+|llosgi bwriadol)\b"
)
RARE = re.compile(
    r"\b(?:twins?|triplets?|quadruplets?|deaf|blind|wheelchair|adopted|asylum|refugee|unaccompanied|traveller family"
    r"|in the (?:news|papers?|press)|newspaper|on television|only \w+ (?:family|pupil|boy|girl) in|efeilliaid|byddar)\b"
)
BAND = re.compile(r"\b(?:under 11|11-12|13-14|15-17)\b")
# What a text must hold for a pattern to be worth looking for: most notes hold none of it.
SIGNS = (
    (AGED, ("aged ", "age ")),
    (OLD, ("old", "yo", "y/o", "y.o.", "oed", "aois")),
    (TURNS, ("turn",)),
    (BORN_IN, ("born", "ganwyd", "rugadh")),
)


def ages(low: str) -> Iterator[Span]:
    """An exact age; a band such as 13-14 is none."""
    for pattern in (pattern for pattern, signs in SIGNS if any(sign in low for sign in signs)):
        for found in pattern.finditer(low):
            if found.start() == 0 or not (low[found.start() - 1].isalnum() or low[found.start() - 1] == "-"):
                yield found.span()
    for found in IS.finditer(low):
        if who := WHO.search(low, max(0, found.start() - 16), found.start()):
            yield who.start(), found.end()
    if "(" in low:
        yield from (found.span() for found in IN_BRACKETS.finditer(low) if PEOPLE.match(found.group()))


def rare(low: str, *, placed: bool, aged: bool) -> Iterator[Span]:
    """An unusual offence told together with two of: how old, where, and what is rare in a family."""
    offence = OFFENCE.search(low)
    if offence and sum((placed, aged or bool(BAND.search(low)), bool(RARE.search(low)))) >= 2:
        yield offence.span()
