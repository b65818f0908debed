"""Says in the file's structure which parts are in the second language; WeasyPrint itself names only the first."""

from typing import Any

# A heading or paragraph with one text in each language: wrapper and text, a space, wrapper and text.
PAIR = 5
SECOND = 3


def mark_second_language(elements: list[Any], language: str, string: Any) -> None:
    """Set /Lang on the second of each pair; `elements` are the structure's dictionaries in reading order."""
    kinds = [str(element["S"]) for element in elements]
    for place, kind in enumerate(kinds):
        if kind in {"/H1", "/P"} and kinds[place + 1 : place + 1 + PAIR] == ["/Span"] * PAIR:
            elements[place + 1 + SECOND]["Lang"] = string(language)
    titles = [place for place, kind in enumerate(kinds) if kind == "/H2"]
    paragraphs = [place for place, kind in enumerate(kinds) if kind == "/P"]
    for places in (titles, paragraphs):
        if len(places) > 1:
            elements[places[-1]]["Lang"] = string(language)
