"""Moodle's formats to the marks of Hearth's short texts (**bold**, *emphasis*, [words](address)), and back to HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from html.parser import HTMLParser

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from home import markup
from learning.gift.model import Text

BOLD, EMPHASIS = frozenset({"b", "strong"}), frozenset({"i", "em"})
LINES = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "tr", "table"}
)
SILENT = frozenset({"span", "font", "tbody", "thead", "small", "section", "center"})
INSTEAD = {"td": " ", "th": " ", "li": "\n– ", "br": "\n"}
DROPPED = frozenset({"script", "style", "iframe", "object", "svg", "math", "template", "head"})
TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
SPACES = re.compile(r"[ \t\n\r\f\v]+")
GAP = re.compile(r"_{3,}")
STAND_IN = "\ue000"
MARKDOWN = MarkdownIt("commonmark", {"html": True})


def bank_words(text: Text) -> tuple[str, list[str]]:
    """The words with the bank's marks, and sentences about what could not be taken."""
    if text.format == "markdown":
        return _from_html(MARKDOWN.render(text.text))
    if text.format == "html" or (text.format == "moodle" and (TAG.search(text.text) or ENTITY.search(text.text))):
        return _from_html(text.text.replace("\n", "<br>") if text.format == "moodle" else text.text)
    return text.text, _would_be_marks(text.text)


def is_rich(words: str) -> bool:
    """Moodle would not show these words as they are: they have marks, lines, or what looks like HTML."""
    return unescape(_drawn(words)) != words or bool(TAG.search(words) or ENTITY.search(words))


def html(words: str) -> Text:
    """The bank's words as HTML, for Moodle."""
    return Text(_drawn(words).replace("&#x27;", "'"), "html")


def _drawn(words: str) -> str:
    kept = GAP.sub(lambda match: STAND_IN * len(match[0]), words)
    return str(markup.inline(kept)).replace(STAND_IN, "_")


def _would_be_marks(words: str) -> list[str]:
    if markup.plain(words) == words:
        return []
    return [
        _("Asterisks or brackets in “%(words)s” will be shown as bold, emphasis or a link.") % {"words": words[:60]}
    ]


def _from_html(source: str) -> tuple[str, list[str]]:
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return reader.words(), list(dict.fromkeys(reader.notes))


class _Reader(HTMLParser):
    """Collects words and marks; nothing of the HTML itself is kept."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.notes: list[str] = []
        self.open: list[tuple[str, int, str]] = []
        self.dropping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in DROPPED:
            self.dropping += 1
            self.notes.append(_("<%(tag)s> and what is in it were left out.") % {"tag": tag})
        elif not self.dropping:
            self._start(tag, {name: value or "" for name, value in attrs})

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "img":
            words = attributes.get("alt") or attributes.get("src", "")
            self.notes.append(_("A picture was left out: “%(words)s”.") % {"words": words[:80]})
        elif tag in {"video", "audio", "source", "embed"}:
            self.notes.append(_("<%(tag)s> was left out.") % {"tag": tag})
        elif tag in BOLD or tag in EMPHASIS or tag == "a":
            self.open.append((tag, len(self.parts), attributes.get("href", "")))
        elif tag in INSTEAD or tag in LINES:
            self.parts.append(INSTEAD.get(tag, "\n"))
        elif tag not in SILENT:
            self.notes.append(_("The words of <%(tag)s> were kept, its look was not.") % {"tag": tag})
        if tag == "table":
            self.notes.append(_("Of a table only the words were kept."))

    def handle_endtag(self, tag: str) -> None:
        if tag in DROPPED:
            self.dropping = max(0, self.dropping - 1)
        elif self.dropping:
            return
        elif tag in LINES and tag != "li":
            self.parts.append("\n")
        elif self.open and self.open[-1][0] == tag:
            self._close()

    def _close(self) -> None:
        tag, start, address = self.open.pop()
        words = "".join(self.parts[start:])
        del self.parts[start:]
        sign = "**" if tag in BOLD else "*"
        draw: Callable[[str], str] = (lambda inner: f"{sign}{inner}{sign}") if tag != "a" else self._linked(address)
        self.parts.append("\n".join(_around(line, draw) for line in words.split("\n")))

    def _linked(self, address: str) -> Callable[[str], str]:
        if markup.SAFE_ADDRESS.match(address) and not re.search(r"[\s()]", address):
            return lambda inner: f"[{inner}]({address})"
        if address:
            self.notes.append(_("A link was left out, its words were kept: %(address)s") % {"address": address[:80]})
        return lambda inner: inner

    def handle_data(self, data: str) -> None:
        if not self.dropping:
            self.notes += _would_be_marks(data)
            self.parts.append(SPACES.sub(" ", data))

    def handle_comment(self, data: str) -> None:
        if data.strip():
            self.notes.append(_("A comment in the HTML was left out."))

    def words(self) -> str:
        """Lines without blanks at their ends, and without empty ones."""
        while self.open:
            self._close()
        return "\n".join(_lines("".join(self.parts)))


def _around(line: str, draw: Callable[[str], str]) -> str:
    """A mark stands right at its words; blanks stay outside."""
    inner = line.strip()
    if not inner:
        return line
    start = line.index(inner)
    return line[:start] + draw(inner) + line[start + len(inner) :]


def _lines(words: str) -> Iterator[str]:
    for line in words.split("\n"):
        found = SPACES.sub(" ", line).strip()
        if found and found != "–":
            yield found
