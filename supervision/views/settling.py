"""A save that met somebody else's: what is shown of both, and what the answers make of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import QueryDict

from supervision.conflicts import mark, settled


def settle(post: QueryDict, mine: dict[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """One's own values, with what was answered to `keep-<name>`; as they are where nothing was asked."""
    choices = {name.removeprefix("keep-"): str(post[name]) for name in post if name.startswith("keep-")}
    return settled(choices, mine, theirs) if choices else mine


def rows_of(
    mine: Mapping[str, Any], theirs: Mapping[str, Any], labels: Mapping[str, Any], words: Callable[[str, Any], str]
) -> list[dict[str, Any]]:
    """For parts/conflict.html: each field in which the two differ, in words."""
    return [
        {"name": name, "label": labels.get(name, name), "yours": words(name, value), "theirs": words(name, other)}
        for name, value in mine.items()
        if name in theirs and mark(value) != mark(other := theirs[name])
    ]
