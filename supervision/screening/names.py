"""Words that are likely to be somebody's name: known given names, capitals in mid-sentence, titles, initials."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from supervision.screening.folding import bare
from supervision.screening.lists import allowed_words, given_names

Span = tuple[int, int]
WORD = re.compile(r"[^\W\d_]+(?:['\-][^\W\d_]+)*")
CODE = re.compile(r"[A-Z]{3,10}-[0-9]{3}\b|@\w+|https?://\S+|#[A-Za-z][0-9]{1,2}\b")
TITLED = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|PC|DC|PS|Sgt|Judge|Nurse|Coach|Aunty?|Auntie|Uncle|Nanny)\.? ([A-Z][\w'\-]*)"
)
# A and B alone are the two caregivers, as the field writes them: caregiver A, caregiver B.
INITIALS = re.compile(
    r"[A-Z](?<![\w.][A-Z])(?:\.[ ]?(?:[A-Z]\.?(?:[ ]?[A-Z]\.)?(?!\w)|[A-Z][a-z]+|(?<= )(?=[a-z]))|(?<![AB])'s(?!\w))"
)
LETTER = re.compile(
    r"[C-HJ-Z](?<![\w.\-&/][A-Z])(?= (?:is|was|has|had|said|says|went|did|will|told|came|and (?:mum|dad|his|her))\b)"
)
LETTERED = re.compile(
    r"(?i:section|sections|plan|part|option|group|vitamin|grade|level|caregiver|carer|parent|sibling|sister|brother|person|"
    r"friend|peer|driver|goal|step|column|row|hepatitis|set|class|adult|teacher|school|adran|gofalwr|rhiant|team|type|form|tier|"
    r"block|house|and|or|to|,|principle|worker|uncle|aunt|cousin|tutor|mentor|boy|girl|child|yp)[ ]*\Z"
)
NOT_INITIALS = {"U.K", "U.S", "N.B", "P.S", "E.G", "I.E", "A.M", "P.M", "D.O.B", "A.S.A.P", "B.A", "Q.A", "N.I"}
# A role at the end of a sentence, and what the next one begins with.
AT_AN_END = re.compile(
    r"[AB]\. (?:She|He|They|It|We|The|This|That|These|Then|When|After|Before|On|In|At|By|For|From|With|And|But|So|If|"
    r"No|Not|Yes|Both|All|One|Two|Everyone|Nobody|Caregivers?|Goal|Plan|Safety|School)"
)
LOOK_BACK = 12
SENTENCE_ENDS = frozenset(".!?:;\n•*|>/")
OPENING = "\"'(\u201c["
OPENERS = " \"'([-\t\u201c\u201d"


def likely_names(plain: str, known: Collection[str]) -> Iterator[Span]:
    """Every word that may name somebody, but for the team's own people."""
    own = {bare(part) for name in known for part in WORD.findall(name)}
    skipped = [found.span() for found in CODE.finditer(plain)]
    for start, end in (*_titled(plain, own), *_initials(plain), *_words(plain, own)):
        if not any(first <= start < last for first, last in skipped):
            yield start, end


def _titled(plain: str, own: set[str]) -> Iterator[Span]:
    for found in TITLED.finditer(plain):
        word = bare(found[1]).removesuffix("'s")
        if word not in own and word not in allowed_words():
            yield found.span()


def _initials(plain: str) -> Iterator[Span]:
    for found in INITIALS.finditer(plain):
        lettered = LETTERED.search(plain, max(0, found.start() - 14), found.start())
        if found.group().rstrip(".").upper().replace(" ", "") in NOT_INITIALS:
            continue
        if AT_AN_END.fullmatch(found.group()):
            continue
        if not (lettered and found.group().endswith(("'s", " "))):
            yield found.span()
    for found in LETTER.finditer(plain):
        if not LETTERED.search(plain, max(0, found.start() - 14), found.start()):
            yield found.span()


def _words(plain: str, own: set[str]) -> Iterator[Span]:
    only_names, also_words = given_names()
    allowed = allowed_words()
    for found in WORD.finditer(plain):
        word = found.group()
        if word not in only_names and word.isascii() and word.isalpha() and word.islower():
            continue
        small = bare(word)
        stem = small.removesuffix("'s").removesuffix("'")
        if stem in own or (stem in allowed and stem not in only_names) or small in allowed:
            continue
        is_name = stem in only_names or _is_double_name(stem, only_names)
        if is_name or (word[0].isupper() and _stands_out(plain, found, stem in also_words)):
            yield found.start(), found.end() - (len(small) - len(stem))


def _is_double_name(stem: str, only_names: frozenset[str]) -> bool:
    """Such as Lily-Mae's second half or O'Brien: a part that is a name and no word."""
    return "-" in stem and any(part in only_names for part in stem.split("-"))


def _stands_out(plain: str, found: re.Match[str], may_be_name: bool) -> bool:
    """A capital that no beginning of a sentence explains; a run of capitals is a service or a term."""
    word = found.group()
    if word.removesuffix("'s").isupper() and not may_be_name:
        return False
    if len(word) < 2 or any(part.isupper() and len(part) > 1 for part in word.split("-")):
        return False
    before = plain[max(0, found.start() - LOOK_BACK) : found.start()]
    opened = before.rstrip(" -\t")
    return (
        bool(opened.rstrip(OPENERS)) and opened[-1] not in OPENING and opened.rstrip(OPENERS)[-1] not in SENTENCE_ENDS
    )
