"""Which page is looked at by whom, in which theme, language and width: few visits that cover every pair."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

from playwright.sync_api import Page

THEMES = ("light", "dark")
LANGUAGES = ("en", "cy")
WIDTHS = (320, 390, 1280)


@dataclass(frozen=True)
class Place:
    """A page, who may read it, and in which languages it stands at this address.

    `act` is what is done on it before it is looked at, `template` what that has to bring up, `status` the answer to
    opening the page. `in_full_only` leaves it to the full-size run. `ends_session`: opening it signs the person out.
    `is_mail`: an e-mail, which has neither headings nor landmarks to walk by.
    """

    path: str
    personas: tuple[str, ...]
    languages: tuple[str, ...] = LANGUAGES
    status: int = 200
    act: Callable[[Page], None] | None = None
    template: str = ""
    in_full_only: bool = False
    ends_session: bool = False
    is_mail: bool = False
    themes: tuple[str, ...] = THEMES


@dataclass(frozen=True)
class Visit:
    """One look at one page."""

    place: Place
    persona: str
    theme: str
    language: str
    width: int

    @property
    def address(self) -> str:
        """The place in the visit's language; the admin has no address for it and follows the profile."""
        path = self.place.path
        if self.language == "en" or path.startswith(("/cy/", "/admin/")):
            return path
        return "/cy" + path

    @property
    def pairs(self) -> set[tuple[object, object]]:
        """Every two of role, theme, language and width that meet in this visit."""
        role = self.persona.partition(":")[0]
        return set(combinations((role, self.theme, self.language, self.width), 2))


def every(places: list[Place]) -> Iterator[Visit]:
    """The full product."""
    for place in places:
        for persona, theme, language, width in product(place.personas, place.themes, place.languages, WIDTHS):
            yield Visit(place, persona, theme, language, width)


def few(places: list[Place]) -> list[Visit]:
    """Each page once, and then as many again as it takes until every possible pair was met.

    Pages that bring no new pair take turns in theme, language and width.
    """
    wanted = {pair for visit in every(places) for pair in visit.pairs}
    chosen: list[Visit] = []
    for number, place in enumerate(places):
        options = list(every([place]))
        options = options[number % len(options) :] + options[: number % len(options)]
        chosen.append(max(options, key=lambda visit: len(visit.pairs & wanted)))
        wanted -= chosen[-1].pairs
    rest = list(every(places)) if wanted else []
    while wanted:
        chosen.append(max(rest, key=lambda visit: len(visit.pairs & wanted)))
        wanted -= chosen[-1].pairs
    return chosen
