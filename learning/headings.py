"""The headings of a published page, each with its block: what a reader can point at."""

from __future__ import annotations

import html
import re

from django.utils.html import strip_tags

BLOCK = re.compile(r'<section class="block[^"]*" id="b-([0-9a-f-]{1,40})">')
HEADING = re.compile(r"<(h[2-4])[^>]*>(.*?)</\1>", re.DOTALL)


def headings(page: str) -> list[tuple[str, str]]:
    """(block id, words) of every block that has a heading, in order."""
    parts = BLOCK.split(page)
    found = []
    for block, content in zip(parts[1::2], parts[2::2], strict=True):
        heading = HEADING.search(content)
        if heading:
            found.append((block, " ".join(html.unescape(strip_tags(heading[2])).split())[:200]))
    return found
