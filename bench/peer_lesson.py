"""The peer's lesson: the words of the first unit of the demo's first module, which Hearth serves in full.

Directives such as `:::example` become sections with a heading, since rich text is the one block for words that
wagtail-lms has; the knowledge checks are left out, so Hearth's page has more on it.
"""

import re
from pathlib import Path

from markdown_it import MarkdownIt

SOURCE = Path(__file__).resolve().parents[1] / "demo" / "modules" / "m1" / "01-whole-ecology.md"
DIRECTIVE = re.compile(r"^:::(?P<name>\w+)(?P<options>[^\n]*)\n(?P<body>.*?)^:::$", re.MULTILINE | re.DOTALL)
TITLE = re.compile(r'(?:title|behaviour)="([^"]*)"')
HIDDEN = {"check"}


def sections() -> list[str]:
    """The lesson's words, a piece of HTML for each part."""
    text = SOURCE.read_text(encoding="utf-8").split("---\n", 2)[2]
    parts: list[str] = []
    position = 0
    for found in DIRECTIVE.finditer(text):
        parts.append(text[position : found.start()])
        parts.append(_words_of(found))
        position = found.end()
    parts.append(text[position:])
    render = MarkdownIt("commonmark").render
    return [render(part).strip() for part in parts if part.strip()]


def _words_of(directive: "re.Match[str]") -> str:
    if directive["name"] in HIDDEN:
        return ""
    title = TITLE.search(directive["options"])
    heading = f"### {title[1]}\n\n" if title else ""
    return heading + directive["body"]
