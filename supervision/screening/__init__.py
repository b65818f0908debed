"""The check for identifying data: what a note gives away about who a family is. It makes nothing anonymous.

Hard finds refuse a text; soft ones ask. Nothing here stores or logs what it reads.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from supervision.screening.advice import ADVICE, LABELS
from supervision.screening.errors import IdentifyingDataError
from supervision.screening.finding import Hit, hard_hits, screen

# Made at random, so that now and then ten of its digits would pass for a number of the NHS.
AN_ID = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

__all__ = [
    "ADVICE",
    "AN_ID",
    "LABELS",
    "Hit",
    "IdentifyingDataError",
    "masked",
    "masked_in",
    "refuse_hard",
    "screen",
    "texts_in",
]


def masked(text: str) -> str:
    """The text with a marker for every hard find, as an unfinished draft may be kept."""
    while hits := hard_hits(text):
        for hit in sorted(hits, key=lambda one: -one.start):
            marker = _("[removed: %(what)s]") % {"what": LABELS[hit.kind]}
            text = f"{text[: hit.start]}{marker}{text[hit.end :]}"
    return text


def masked_in(value: Any) -> Any:
    """The same values with every text masked, however deep it lies; an id by itself is no text."""
    if isinstance(value, str):
        return value if AN_ID.fullmatch(value) else masked(value)
    if isinstance(value, Mapping):
        return {name: masked_in(inner) for name, inner in value.items()}
    return [masked_in(inner) for inner in value] if isinstance(value, list) else value


def refuse_hard(*values: Any) -> None:
    """Raise IdentifyingDataError for a hard find in any text, however deep it lies."""
    kinds = [hit.kind for value in values for _path, text in texts_in(value) for hit in hard_hits(text)]
    if kinds:
        raise IdentifyingDataError(sorted(set(kinds)))


def texts_in(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of nested lists and mappings, with its path such as `goals.0.text`; an id by itself is no text."""
    if isinstance(value, str):
        if not AN_ID.fullmatch(value):
            yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from texts_in(inner, _under(path, key))
    elif isinstance(value, Collection):
        for place, inner in enumerate(value):
            yield from texts_in(inner, _under(path, place))


def _under(path: str, key: Any) -> str:
    return f"{path}.{key}" if path else str(key)
