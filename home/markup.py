"""Short texts with marks: escaped first; then **bold**, *emphasis*, [link](address) and ____ are drawn."""

import re

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|/(?!/)|#)", re.IGNORECASE)
LINK = re.compile(r"\[([^\[\]]+)\]\(([^\s()]+)\)")
BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])")
BLANK = re.compile(r"_{3,}")
TAG = re.compile(r"(<[^>]*>)")
LONG_BLANK = 12
SHORT_BLANK = 3


def inline(text: str) -> SafeString:
    """Return HTML for one short text; an unsafe link stays as its words, a blank alone takes the whole width."""
    if BLANK.fullmatch(text.strip()):
        return SafeString(_line(" long"))
    pieces: list[str] = []
    end = 0
    for match in LINK.finditer(text):
        pieces.append(_marks(text[end : match.start()]))
        pieces.append(_link(match.group(1), match.group(2)))
        end = match.end()
    pieces.append(_marks(text[end:]))
    return mark_safe("".join(pieces))  # noqa: S308  # each piece is escaped in _marks or _link


def blanks(html: str) -> SafeString:
    """Turn ____ into lines to write on, in the text of safe HTML and never inside a tag."""
    pieces = TAG.split(html)
    pieces[::2] = [BLANK.sub(_blank, piece) for piece in pieces[::2]]
    return mark_safe("".join(pieces))  # noqa: S308  # only blanks are added to what was safe already


def plain(text: str) -> str:
    """Return the words alone, without marks; for titles and descriptions."""
    return EMPHASIS.sub(r"\1", BOLD.sub(r"\1", LINK.sub(r"\1", text)))


def _marks(text: str) -> str:
    """Escape, then draw bold, emphasis, line breaks and blanks."""
    html = BOLD.sub(r"<strong>\1</strong>", str(escape(text)))
    html = EMPHASIS.sub(r"<em>\1</em>", html)
    return BLANK.sub(_blank, html).replace("\n", "<br>")


def _link(words: str, address: str) -> str:
    """A link when its address starts in a safe way, otherwise its words."""
    if not SAFE_ADDRESS.match(address):
        return _marks(words)
    return format_html('<a href="{}">{}</a>', address, SafeString(_marks(words)))


def _blank(match: re.Match[str]) -> str:
    """A line to write on: long ones take the whole width."""
    length = len(match.group())
    return _line(" long" if length >= LONG_BLANK else " short" if length <= SHORT_BLANK else "")


def _line(size: str) -> str:
    """The line itself, named for those who don't see it."""
    return str(format_html('<span class="blank{}" role="img" aria-label="{}"></span>', size, _("space to write")))
