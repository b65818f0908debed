"""Drawing the questions of a final check: spread over the outcomes, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

Drawn = dict[str, Any]


def draw(bank: Sequence[Mapping[str, Any]], count: int, seed: int) -> list[Drawn]:
    """`count` questions (or the whole bank, if smaller), one outcome after the other, options shuffled.

    True and false stay in their own order: shuffling them only confuses.
    """
    chance = random.Random(seed)  # noqa: S311 - chance, not secrecy; the seed is stored with the attempt
    piles = _piles(bank, chance)
    picked: list[Mapping[str, Any]] = []
    while len(picked) < count and any(piles):
        for pile in piles:
            if pile and len(picked) < count:
                picked.append(pile.pop())
    chance.shuffle(picked)
    return [_snapshot(question, chance) for question in picked]


def _piles(bank: Sequence[Mapping[str, Any]], chance: random.Random) -> list[list[Mapping[str, Any]]]:
    by_outcome: dict[int, list[Mapping[str, Any]]] = {}
    for question in bank:
        by_outcome.setdefault(question["outcome"] or 0, []).append(question)
    piles = [by_outcome[outcome] for outcome in sorted(by_outcome)]
    for pile in piles:
        chance.shuffle(pile)
    return piles


def _snapshot(question: Mapping[str, Any], chance: random.Random) -> Drawn:
    """The question as asked: what is listed stands in an order of chance, while the key keeps the author's."""
    content = question["content"]
    options, shown = [dict(option) for option in content["options"]], list(content.get("shown", []))
    chance.shuffle(shown)
    if question["kind"] in {"single", "multiple"}:
        chance.shuffle(options)
    return {
        "key": str(question["key"]),
        "revision": question.get("revision"),
        "kind": question["kind"],
        "outcome": question["outcome"],
        "unit_key": str(question["unit_key"]) if question["unit_key"] else None,
        **{name: content.get(name, "") for name in ("title", "stem", "unit_of_answer", "rationale")},
        "options": options,
        "shown": shown,
    }
