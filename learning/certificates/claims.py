"""Words a certificate must not say of its holder: certified, accredited, licensed, in English and Welsh.

They are refused in every form they take, and behind letters that only look like theirs: accents, full-width, Cyrillic
and Greek letters, digits for letters, invisible characters, and what is put between letters to hide a word.
"""

import re
import unicodedata

LOOK_ALIKES: dict[int, str] = str.maketrans(
    {
        **dict(zip("авеєіїјкмнорстухѕԁɡһԛԝ", "abeeiijkmhopctyxsdghqw", strict=True)),
        **dict(zip("αβεηικνορτυχγ", "abenikvoptuxy", strict=True)),
        **dict(zip("ıłøđħŧɩɪ", "ilodhtii", strict=True)),
        **dict(zip("01345@$!|", "oieasasii", strict=True)),
    }
)
ONE_AS_L = LOOK_ALIKES | str.maketrans("1!|", "lll")
# Stems in plain letters, Welsh ones with the changes their first letter takes. A certificate may be called one.
STEMS = (
    r"certif(?!icates?(?!\w))\w*",
    r"accredit\w*",
    r"licen[cs]\w*",
    r"h?ardyst\w*",
    r"h?achred\w*",
    r"(?:t|d|nh|th)rwydded\w*",
)
PREFIXES = r"(?:un|non|re|self|pre|ddi|di|ail|cyn)?"
SEARCHED = re.compile(rf"(?<![^\W_]){PREFIXES}(?:{'|'.join(STEMS)})")
INVISIBLE = {"Mn", "Me", "Cf"}
INSIDE_WORDS = re.compile(r"(?<=\w)[-_.·'’*/\\]+(?=\w)")
SPACED_OUT = re.compile(r"\b(?:[^\W_][\W_]+){4,}[^\W_]\b")


class RefusedWordError(ValueError):
    """A text claims more than a certificate may; `word` is what it says, in plain letters."""

    def __init__(self, word: str) -> None:
        super().__init__(f"a certificate must not say {word!r}")
        self.word = word


def refuse_claims(text: str) -> str:
    """The text, if it says nowhere that the holder is certified, accredited or licensed."""
    for look_alikes in (LOOK_ALIKES, ONE_AS_L):
        plain = _plain(text).translate(look_alikes)
        for seen in (plain, INSIDE_WORDS.sub("", plain), SPACED_OUT.sub(_joined, plain)):
            found = SEARCHED.search(seen)
            if found:
                raise RefusedWordError(found.group(0))
    return text


def _plain(text: str) -> str:
    """Small letters without accents and without what can't be seen."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in apart if unicodedata.category(char) not in INVISIBLE)


def _joined(found: re.Match[str]) -> str:
    return re.sub(r"[\W_]+", "", found.group(0))
