"""Which groups are large enough to show to somebody who is not entitled to names.

Each requirement's groups are parted into blocks, the same whatever somebody filters by: a group of five or more is a
block, and all smaller ones of an organisation are one block together. Where those are still fewer than five, the
smallest of the shown groups joins them. So any two answers differ by whole blocks, and no difference tells about fewer
than five people. A block that stays small is in no answer and in no sum.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

LEAST = 5
G = TypeVar("G", bound=Hashable)


@dataclass(frozen=True)
class Blocks(Generic[G]):
    """Groups shown on their own, groups shown as one, and groups that are not shown at all."""

    alone: frozenset[G]
    together: frozenset[G]
    hidden: frozenset[G]


def part(sizes: Mapping[G, int], least: int = LEAST) -> Blocks[G]:
    """The blocks of groups with so many people each. Groups of nobody are in none."""
    by_size = sorted((group for group in sizes if sizes[group]), key=lambda group: (sizes[group], str(group)))
    small = [group for group in by_size if sizes[group] < least]
    large = [group for group in by_size if sizes[group] >= least]
    if small and sum(sizes[group] for group in small) < least and large:
        small.append(large.pop(0))
    if sum(sizes[group] for group in small) < least:
        return Blocks(frozenset(large), frozenset(), frozenset(small))
    if len(small) == 1:
        return Blocks(frozenset([*large, *small]), frozenset(), frozenset())
    return Blocks(frozenset(large), frozenset(small), frozenset())
