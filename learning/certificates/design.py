"""How a certificate looks and what it says besides its facts: a value, kept by the version that was printed.

A design's texts are fixed words with named places, never templates. The disclaimer is no part of a design.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

LAYOUTS = ("doorway", "street", "threshold", "plain")
# For each colour: names and headings, the second heading, the line above the name. All at least 4.5 to 1 on white.
COLOURS: dict[str, tuple[str, str, str]] = {
    "pine": ("#0A433E", "#0F5C55", "#A8401F"),
    "plum": ("#3F2453", "#5B3A6B", "#A8401F"),
    "sky": ("#123F66", "#235E8F", "#A8401F"),
    "clay": ("#6B2410", "#A8401F", "#0F5C55"),
    "ink": ("#1F2A2E", "#3B474B", "#3B474B"),
}
# What each colour makes of the art's own; what is not named stays, as the honey-coloured door does.
ART: dict[str, dict[str, str]] = {
    "pine": {},
    "plum": {"#0A433E": "#3F2453", "#0F5C55": "#5B3A6B", "#2F8579": "#7A5A8C", "#8FC9BF": "#D3C0DF"},
    "sky": {"#0A433E": "#123F66", "#0F5C55": "#235E8F", "#2F8579": "#4F83AE", "#8FC9BF": "#B9D6EC"},
    "clay": {
        **{"#0A433E": "#6B2410", "#0F5C55": "#A8401F", "#2F8579": "#CB6B47", "#8FC9BF": "#F0BFA8"},
        "#A8401F": "#0F5C55",
    },
    "ink": {
        **{"#0A433E": "#1F2A2E", "#0F5C55": "#3B474B", "#2F8579": "#6B7679", "#8FC9BF": "#C9CFD0"},
        "#A8401F": "#6B7679",
    },
}
# What stands in braces in a design's texts, and what must: the name comes before the title.
PLACES = ("name", "role", "module", "organisation", "completed", "time", "number", "refresh")
REQUIRED = ("name", "module")
STATEMENTS = ("statement", "attended")
TEXTS = ("heading", *STATEMENTS, "sentence")
BRACES = re.compile(r"\{([^{}]*)\}")


class PlaceError(ValueError):
    """A text's places are not right; `place` says which, `problem` how: missing, twice, unknown, order or brace."""

    def __init__(self, problem: str, place: str = "") -> None:
        super().__init__(f"{problem} {place}".strip())
        self.problem = problem
        self.place = place


@dataclass(frozen=True)
class Signatory:
    """Who signs by hand, with the role in each language."""

    name: str
    role_en: str = ""
    role_cy: str = ""

    def role(self, language: str) -> str:
        """The role in the language, or the one there is."""
        return (self.role_cy if language == "cy" else self.role_en) or self.role_en or self.role_cy


@dataclass(frozen=True)
class Design:
    """A layout, a colour, perhaps a logo, texts by language, at most two signatories."""

    layout: str = "doorway"
    colour: str = "pine"
    logo: bytes = b""
    logo_name: str = ""
    texts: tuple[tuple[str, str, str], ...] = ()
    signatories: tuple[Signatory, ...] = field(default=())

    def text(self, language: str, name: str) -> str:
        """What the design says there in the language; "" where it leaves that to the fixed words."""
        return next((text for said_in, which, text in self.texts if (said_in, which) == (language, name)), "")


DEFAULT = Design()


def made_of(stored: dict[str, Any], logo: bytes = b"", logo_name: str = "") -> Design:
    """The design of a stored version or of a form's values: layout, colour, texts and signatories."""
    texts = stored.get("texts", {})
    return Design(
        layout=stored.get("layout", DEFAULT.layout),
        colour=stored.get("colour", DEFAULT.colour),
        logo=logo,
        logo_name=logo_name if logo else "",
        texts=tuple(
            (language, name, texts[language][name])
            for language in sorted(texts)
            for name in TEXTS
            if texts[language].get(name)
        ),
        signatories=tuple(Signatory(**row) for row in stored.get("signatories", []) if row.get("name")),
    )


def check_places(text: str, *, required: bool) -> str:
    """The text, if every brace names a known place and, where required, name and title stand there once, in order."""
    found = BRACES.findall(text)
    if set("{}") & set(BRACES.sub("", text)):
        raise PlaceError("brace")
    for place in found:
        if place not in PLACES:
            raise PlaceError("unknown", place)
    for place in REQUIRED if required else ():
        if place not in found:
            raise PlaceError("missing", place)
        if found.count(place) > 1:
            raise PlaceError("twice", place)
    if required and found.index("name") > found.index("module"):
        raise PlaceError("order")
    return text


def filled(text: str, values: dict[str, str]) -> str:
    """The text with its places filled; what is empty takes the comma before it along."""
    for place in PLACES:
        if not values.get(place):
            text = re.sub(rf",?\s*\{{{place}\}}", "", text)
    return BRACES.sub(lambda match: values.get(match.group(1), ""), text).strip()


def around(text: str, values: dict[str, str]) -> tuple[str, str, str]:
    """What stands before the name, between name and title, and after the title: these two have lines of their own."""
    before, rest = text.split("{name}", 1)
    between, after = rest.split("{module}", 1)
    first, second, third = (filled(part, values).strip(" ,\n") for part in (before, between, after))
    return first, second, third
