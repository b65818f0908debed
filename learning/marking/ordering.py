"""Ordering: the author writes the items in their right order, the learner gives each a place."""

from __future__ import annotations

from itertools import pairwise

from learning.marking.parts import Content, Lack, MarkedOption, NotAnAnswer, options_of


class Ordering:
    """The share of neighbours that follow each other as they should: one item out of place costs only its own seams."""

    def checked(self, content: Content, chosen: list[str]) -> list[str]:
        """Item ids in the chosen order; `item=place` for what is given so far while the order is not whole."""
        known = _ids(content)
        places = _places(known, [entry for entry in chosen if entry])
        if sorted(places.values()) == list(range(1, len(known) + 1)):
            return sorted(places, key=lambda key: places[key])
        return [f"{key}={places[key]}" for key in known if key in places]

    def credit(self, content: Content, chosen: list[str]) -> float:
        """Right followers of all followers; an order that is not whole is worth nothing."""
        known = _ids(content)
        if sorted(chosen) != sorted(known) or len(known) < 2:
            return 0.0
        wanted = set(pairwise(known))
        return sum(seam in wanted for seam in pairwise(chosen)) / len(wanted)

    def lack(self, content: Content, chosen: list[str]) -> Lack | None:
        """Every item needs a place, and no two the same."""
        places = places_of(content, chosen)
        if len(set(places.values())) < len(places):
            return Lack.TWICE
        return Lack.PART if len(places) < len(_ids(content)) else None

    def marked(self, content: Content, chosen: list[str]) -> list[MarkedOption]:
        """The items in their right order, each with the place it was given."""
        places = places_of(content, chosen)
        return [
            MarkedOption(
                text=item["text"],
                feedback=item.get("feedback") or "",
                correct=places.get(str(item["id"])) == place,
                chosen=str(item["id"]) in places,
                said=str(places.get(str(item["id"]), "")),
                right=str(place),
            )
            for place, item in enumerate(options_of(content, "item"), 1)
        ]


def places_of(content: Content, chosen: list[str]) -> dict[str, int]:
    """The place each item was given, from a stored answer; items of another edition are left out."""
    known = set(_ids(content))
    if any("=" in entry for entry in chosen):
        parts = (entry.rpartition("=") for entry in chosen)
        return {key: int(place) for key, _, place in parts if key in known}
    return {key: place for place, key in enumerate(chosen, 1) if key in known}


def _ids(content: Content) -> list[str]:
    return [str(item["id"]) for item in options_of(content, "item")]


def _places(known: list[str], chosen: list[str]) -> dict[str, int]:
    if all("=" not in entry for entry in chosen):
        chosen = [f"{key}={place}" for place, key in enumerate(chosen, 1)]
    found: dict[str, int] = {}
    allowed = {str(place): place for place in range(1, len(known) + 1)}
    for entry in chosen:
        key, _, place = entry.rpartition("=")
        if key not in known or key in found or (place and place not in allowed):
            raise NotAnAnswer("unknown item, one twice, or no such place")
        if place:
            found[key] = allowed[place]
    return found
