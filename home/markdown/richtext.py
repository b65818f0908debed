"""Rich text as Wagtail stores it, to Markdown and back: paragraphs, bold, italic, links and nested lists.

A line end inside a paragraph is a line break, as in a form to fill in.

Everything else in either is kept as plain text. Only http, https, mailto, tel and addresses on this site become links.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, emphasis
from markdown_it.token import Token

SAFE_SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})
RULES = ["list", "newline", "escape", "link", "emphasis", "balance_pairs", "fragments_join"]
MARKS = {"strong": "b", "em": "i"}

LinkIn = Callable[[str], Mapping[str, str]]
LinkOut = Callable[[Mapping[str, str]], str]
Run = tuple[str, frozenset[str], str | None]


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Stars only: underscores are blanks to write on."""
    return state.src[state.pos] == "*" and emphasis.tokenize(state, silent)


def _reader() -> MarkdownIt:
    """A parser that knows nothing but the small set of marks."""
    reader = MarkdownIt("zero").enable(RULES)
    reader.inline.ruler.at("emphasis", _emphasis)
    return reader


READER = _reader()


def is_safe(address: str) -> bool:
    """An address a reader may be sent to."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return parts.scheme.lower() in SAFE_SCHEMES and not address.strip().startswith(("//", "\\"))


def plain_link(address: str) -> dict[str, str]:
    """The address itself."""
    return {"href": address}


def plain_address(attrs: Mapping[str, str]) -> str:
    """Where the link goes, as stored."""
    return attrs.get("href", "")


def to_html(content: str, link: LinkIn = plain_link) -> str:
    """Rich text of Markdown; `link` turns an address into the attributes of its <a>."""
    return "".join(_block(READER.parse(content), link))


def _block(tokens: list[Token], link: LinkIn) -> list[str]:
    out: list[str] = []
    for index, token in enumerate(tokens):
        if token.type == "inline":
            if index > 1 and tokens[index - 1].level and tokens[index - 2].type == "paragraph_close":
                out.append("<br/>")
            out.append(_inline(token.children or [], link))
        elif token.type in {"paragraph_open", "paragraph_close"}:
            out += [] if token.level else ["<p>" if token.nesting == 1 else "</p>"]
        elif token.nesting:
            start = token.attrs.get("start") if token.nesting == 1 else None
            opening = f'<{token.tag} start="{start}">' if start else f"<{token.tag}>"
            out.append(opening if token.nesting == 1 else f"</{token.tag}>")
    return out


def _inline(tokens: list[Token], link: LinkIn) -> str:
    out: list[str] = []
    safe: list[bool] = []
    for token in tokens:
        if token.type == "link_open":
            address = str(token.attrs.get("href", ""))
            safe.append(is_safe(address))
            out += [_anchor(link(address))] if safe[-1] else []
        elif token.type == "link_close":
            out += ["</a>"] if safe.pop() else []
        elif token.tag in MARKS:
            out.append(f"<{'' if token.nesting == 1 else '/'}{MARKS[token.tag]}>")
        elif token.type in {"hardbreak", "softbreak"}:
            out.append("<br/>")
        else:
            out.append(escape(token.content, quote=False))
    return "".join(out)


def _anchor(attrs: Mapping[str, str]) -> str:
    return "<a " + " ".join(f'{key}="{escape(str(value))}"' for key, value in attrs.items()) + ">"


def to_markdown(html: str, address: LinkOut = plain_address) -> str:
    """Markdown of rich text; `address` turns the attributes of an <a> into what stands in the brackets."""
    writer = _Writer(address)
    writer.feed(html)
    writer.close()
    return writer.text()


@dataclass
class _List:
    """An open list: the number its next item gets, and how far what is inside it moves in."""

    ordered: bool
    number: int
    width: int = 2

    def next_bullet(self) -> str:
        bullet = f"{self.number}. " if self.ordered else "- "
        self.number += 1
        self.width = len(bullet)
        return bullet


class _Writer(HTMLParser):
    """Collects blocks; the text of a block is written when it ends."""

    def __init__(self, address: LinkOut) -> None:
        super().__init__(convert_charrefs=True)
        self.address = address
        self.out: list[tuple[str, str]] = []
        self.runs: list[Run] = []
        self.marks: list[str] = []
        self.href: list[str] = []
        self.lists: list[_List] = []
        self.bullet = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"ul", "ol"}:
            self._flush()
            start = dict(attrs).get("start") or "1"
            self.lists.append(_List(tag == "ol", int(start[:9]) if start.isdecimal() else 1))
        elif tag == "li":
            self._flush()
            self.bullet = self._next_bullet()
        elif tag in {"b", "strong", "i", "em"}:
            self.marks.append("**" if tag in {"b", "strong"} else "*")
        elif tag == "a":
            self.href.append(self.address({key: value or "" for key, value in attrs}))
        elif tag == "br":
            self.runs.append(("\n", frozenset(), None))
        elif tag == "p":
            self._flush()

    def handle_endtag(self, tag: str) -> None:
        if tag in {"ul", "ol"} and self.lists:
            self._flush()
            self.lists.pop()
        elif tag in {"b", "strong", "i", "em"} and self.marks:
            self.marks.pop()
        elif tag == "a" and self.href:
            self.href.pop()
        elif tag in {"p", "li"}:
            self._flush()

    def handle_data(self, data: str) -> None:
        text = re.sub(r"[\t\n\r\f]+", " ", data)
        if text.strip() or self.runs:
            self.runs.append((text, frozenset(self.marks), self.href[-1] if self.href else None))

    def text(self) -> str:
        self._flush()
        lines: list[str] = []
        before = ""
        for kind, line in self.out:
            if lines and not (kind == before == "item"):
                lines.append("")
            lines.append(line)
            before = kind
        return "\n".join(lines)

    def _next_bullet(self) -> str:
        if not self.lists:
            return "- "
        return self.lists[-1].next_bullet()

    def _flush(self) -> None:
        indent = " " * sum(level.width for level in self.lists[:-1])
        bullet = self.bullet or "  "
        margin = indent + " " * len(bullet) if self.lists else ""
        text = _write_runs(self.runs).strip()
        self.runs = []
        text = f"\n{margin}".join(_guard(line.strip(" ")) for line in text.split("\n") if line.strip(" "))
        if not text:
            return
        self.out.append(("item", indent + bullet + text) if self.lists else ("paragraph", text))
        self.bullet = ""


def _guard(text: str) -> str:
    """A paragraph that would start a list, a heading, a table or a block gets a backslash."""
    numbered = re.match(r"^(\d{1,9})([.)])(\s|$)", text)
    if numbered:
        return f"{numbered[1]}\\{text[len(numbered[1]) :]}"
    return f"\\{text}" if re.match(r"^([-+](\s|$)|#{1,6}\s|\||:::)", text) else text


def _write_runs(runs: list[Run]) -> str:
    """Text with marks opened and closed where they change; white space stays outside marks."""
    out: list[str] = []
    opened: list[str] = []
    kept: int | None = None
    pending = ""
    for text, marks, href in _merge(runs):
        body = text.strip(" \n")
        wanted = [f"[{href}"] * (href is not None) + sorted(marks, reverse=True)
        same = _same_start(opened, wanted)
        if not body:
            pending += text
            kept = same if kept is None else min(kept, same)
            continue
        same = same if kept is None else min(kept, same)
        out += [_closing(mark) for mark in reversed(opened[same:])]
        out.append(pending + text[: len(text) - len(text.lstrip(" \n"))])
        out += ["[" if mark.startswith("[") else mark for mark in wanted[same:]]
        out.append(_escape(body))
        opened, pending, kept = wanted, text[len(text.rstrip(" \n")) :], None
    out += [_closing(mark) for mark in reversed(opened)]
    return "".join(out)


def _merge(runs: list[Run]) -> list[Run]:
    merged: list[Run] = []
    for text, marks, href in runs:
        if merged and merged[-1][1:] == (marks, href):
            merged[-1] = (merged[-1][0] + text, marks, href)
        else:
            merged.append((text, marks, href))
    return merged


def _same_start(first: list[str], second: list[str]) -> int:
    count = 0
    while count < min(len(first), len(second)) and first[count] == second[count]:
        count += 1
    return count


def _closing(mark: str) -> str:
    if not mark.startswith("["):
        return mark
    return "](" + re.sub(r"[\s()<>\\]", lambda found: f"%{ord(found[0]):02X}", mark[1:]) + ")"


def _escape(text: str) -> str:
    """Backslashes where the text would otherwise be read as marks."""
    text = re.sub(r" *\n *", "\n", text)
    text = re.sub(r"\\(?=[!-/:-@\[-`{-~\n]|$)", r"\\\\", text)
    text = text.replace("*", "\\*")
    return re.sub(r"\](?=\()", r"\\]", text)
