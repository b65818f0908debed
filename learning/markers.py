"""Puts a reader's own answers, reflections and addresses in place of the markers in stored HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

MARKER = re.compile("⟦(answer|reflection|typed|worksheet):([0-9a-f-]+)⟧")


def nothing(key: str) -> str:
    """For markers that stay empty."""
    return ""


def fill(
    html: str,
    *,
    answer: Callable[[str], str] = nothing,
    reflection: Callable[[str], str] = nothing,
    typed: Callable[[str], str] = nothing,
    worksheet: str,
) -> str:
    """Every marker replaced: by safe HTML for its key, or by an address (`worksheet` has `{}` for the key)."""
    makers = {"answer": answer, "reflection": reflection, "typed": typed, "worksheet": worksheet.format}
    return MARKER.sub(lambda found: makers[found[1]](found[2]), html)


def choose(html: str, values: Iterable[str]) -> str:
    """The form's options with these values, chosen."""
    for value in values:
        html = html.replace(f'value="{value}" form="unit-form"', f'value="{value}" checked form="unit-form"')
        html = html.replace(f'<option value="{value}">', f'<option value="{value}" selected>')
    return html


def block(html: str, block_id: str) -> str:
    """One block's section out of a rendered body, or '' when it isn't there. Blocks follow each other unnested."""
    start = html.find(f'id="b-{block_id}"')
    if start < 0:
        return ""
    start = html.rfind("<section", 0, start)
    end = html.find('<section class="block', start + 1)
    return html[start:] if end < 0 else html[start:end]
