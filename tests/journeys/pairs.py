"""Which page is looked at by whom, in which theme, language and width: few visits that cover every pair."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

THEMES = ("light", "dark")
LANGUAGES = ("en", "cy")
WIDTHS = (320, 390, 1280)


@dataclass(frozen=True)
class Place:
    """A page, who may read it, and in which languages it stands at this address."""

    path: str
    personas: tuple[str, ...]
    languages: tuple[str, ...] = LANGUAGES


@dataclass(frozen=True)
class Visit:
    """One look at one page."""

    path: str
    persona: str
    theme: str
    language: str
    width: int

    @property
    def pairs(self) -> set[tuple[object, object]]:
        """Every two of persona, theme, language and width that meet in this visit."""
        return set(combinations((self.persona, self.theme, self.language, self.width), 2))


def every(places: list[Place]) -> Iterator[Visit]:
    """The full product."""
    for place in places:
        for persona, theme, language, width in product(place.personas, THEMES, place.languages, WIDTHS):
            yield Visit(place.path, persona, theme, language, width)


def few(places: list[Place]) -> list[Visit]:
    """Each page once, and then as many again as it takes until every possible pair was met."""
    wanted = {pair for visit in every(places) for pair in visit.pairs}
    chosen: list[Visit] = []
    for place in places:
        chosen.append(max(every([place]), key=lambda visit: len(visit.pairs & wanted)))
        wanted -= chosen[-1].pairs
    rest = list(every(places)) if wanted else []
    while wanted:
        chosen.append(max(rest, key=lambda visit: len(visit.pairs & wanted)))
        wanted -= chosen[-1].pairs
    return chosen
