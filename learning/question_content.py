"""A question as editions and attempts keep it: plain data, with what browsers may know of it beside the answer key.

Ids, `right_id` and `shown` are made from the site's secret, so nobody reads the key out of a page's source or its
order: an imported part's own id could be worked out from its number in the file.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

from django.utils.crypto import salted_hmac

from learning.marking.numbers import digits

ID = 12


def content_of(question: Any) -> dict[str, Any]:
    """{title, stem, unit_of_answer, options: [{id, type, …}], shown: [ids in the order of display], rationale}."""
    options = [
        {"id": veiled(str(part.id))[:ID], "type": part.block_type, **_plain(part.value)} for part in question.options
    ]
    for option in options:
        if option["type"] in {"pair", "distractor"}:
            option["right_id"] = veiled(option["id"])[:ID]
    return {
        "title": question.title,
        "stem": question.stem,
        "unit_of_answer": question.unit_of_answer,
        "options": options,
        "shown": shown(question.kind, options, veiled),
        "rationale": question.rationale,
    }


def _plain(value: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, field in value.items():
        if name == "correct":
            found[name] = bool(field)
        elif isinstance(field, Decimal):
            found[name] = digits(field)
        else:
            found[name] = field if name in {"credit", "tolerance"} else (field or "")
    return found


def veiled(text: str) -> str:
    """A stand-in that says nothing about the text to anyone without the site's secret."""
    return salted_hmac("learning.answers", text, algorithm="sha256").hexdigest()


def shown(kind: str, options: list[dict[str, Any]], order: Any) -> list[str]:
    """What is listed in which order, where the author's order is the answer: items, or right sides (each text once)."""
    if kind == "ordering":
        return sorted((cast(str, option["id"]) for option in options), key=order)
    if kind != "matching":
        return []
    texts: dict[str, str] = {}
    for option in options:
        if "right_id" in option:
            texts.setdefault(option["right"] if option["type"] == "pair" else option["text"], option["right_id"])
    return sorted(texts.values(), key=order)
