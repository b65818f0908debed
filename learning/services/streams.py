"""Streams as stored: comparing them, and keeping the ids of parts whose words did not change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.blocks import StreamValue

Raw = list[dict[str, Any]]


def raw(value: StreamValue) -> Raw:
    """What the database holds for the stream."""
    return list(value.stream_block.get_prep_value(value))


def without_ids(value: Any) -> Any:
    """The same without any part's id: what an author sees."""
    if isinstance(value, dict):
        return {key: without_ids(item) for key, item in value.items() if key != "id"}
    return [without_ids(item) for item in value] if isinstance(value, list) else value


def keep_ids(new: Iterable[dict[str, Any]], old: Raw) -> Raw:
    """The new stream, where each part that was there before is the old part with its id."""
    free = list(old)
    kept: Raw = []
    for part in new:
        words = without_ids(part)
        twin = next((item for item in free if without_ids(item) == words), None)
        if twin is not None:
            free.remove(twin)
        kept.append(twin if twin is not None else part)
    return _distinct(kept)


def _distinct(parts: Raw) -> Raw:
    """No id twice: a new part steps aside for the old one that has its id."""
    seen: dict[str, int] = {}
    out: Raw = []
    for part in parts:
        count = seen[part["id"]] = seen.get(part["id"], 0) + 1
        out.append(part if count == 1 else part | {"id": f"{part['id'][:34]}{count:02x}"})
    return out
