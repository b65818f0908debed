"""Puts a reader's own answers, reflections and addresses in place of the markers in stored HTML."""

from __future__ import annotations

import re
from collections.abc import Callable

MARKER = re.compile("⟦(answer|reflection|worksheet):([0-9a-f-]+)⟧")


def fill(html: str, *, answer: Callable[[str], str], reflection: Callable[[str], str], worksheet: str) -> str:
    """Every marker replaced: `answer` and `reflection` give safe HTML by key; `worksheet` is an address with `{}`."""
    makers = {"answer": answer, "reflection": reflection, "worksheet": worksheet.format}
    return MARKER.sub(lambda found: makers[found[1]](found[2]), html)


def block(html: str, block_id: str) -> str:
    """One block's section out of a rendered body, or '' when it isn't there. Blocks follow each other unnested."""
    start = html.find(f'id="b-{block_id}"')
    if start < 0:
        return ""
    start = html.rfind("<section", 0, start)
    end = html.find('<section class="block', start + 1)
    return html[start:] if end < 0 else html[start:end]
