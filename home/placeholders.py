"""Places that the operator must fill in before going live: **[in bold square brackets]** on pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from home.markdown import to_markdown
from home.models import HomePage, SitePage

PLACE = re.compile(r"\*\*\[([^\]]+)\]\*\*")


@dataclass(frozen=True)
class OpenPlace:
    """One place on one page."""

    title: str
    language: str
    address: str
    words: str


def open_places() -> Iterator[OpenPlace]:
    """Every place still open on a published page."""
    for model in (HomePage, SitePage):
        for page in model.objects.live().select_related("locale").order_by("path"):
            for words in _places(page.body.raw_data):
                yield OpenPlace(page.title, page.locale.language_code, page.url or "", words)


def _places(raw: object) -> Iterator[str]:
    """The words in brackets anywhere in a stream's raw data."""
    if isinstance(raw, str):
        text = to_markdown(raw) if raw.startswith("<") else raw
        yield from PLACE.findall(text)
    elif isinstance(raw, dict):
        for value in raw.values():
            yield from _places(value)
    elif isinstance(raw, (list, tuple)) or hasattr(raw, "__iter__"):
        for value in raw:
            yield from _places(value)
