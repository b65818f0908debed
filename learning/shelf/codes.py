"""Resources named in a text by their codes alone, such as `b08`, become links. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.html import format_html

CODE = re.compile(r"\b[a-z]\d{2}\b")
TAG = re.compile(r"(<[^>]*>)")


def codes_in(html: str) -> set[str]:
    """What looks like a code in the words between the tags."""
    return {code for words in TAG.split(html)[::2] for code in CODE.findall(words)}


def with_links(html: str, known: Mapping[str, tuple[str, str]]) -> str:
    """Each known code, with its address and title, as a link; not inside a link, and never inside a tag."""
    parts, within = TAG.split(html), False
    for place, part in enumerate(parts):
        if place % 2:
            within = part.startswith("<a ") or (within and part != "</a>")
        elif not within:
            parts[place] = CODE.sub(lambda found: _link(found[0], known), part)
    return "".join(parts)


def _link(code: str, known: Mapping[str, tuple[str, str]]) -> str:
    if code not in known:
        return code
    return format_html('<a href="{1}">{0}<span class="vh">: {2}</span></a>', code, *known[code])
