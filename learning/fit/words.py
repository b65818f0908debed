"""Breaking words into lines that fit a box or a circle, without a browser to measure them."""

from math import ceil, sqrt

NARROW_GLYPHS = frozenset(" iIjl.,;:'!|()[]ft-r\u2019")
WIDE_GLYPHS = frozenset("mwMW@%\u2014")
LINE = 19


def text_width(text: str, size: float) -> float:
    """Estimate how wide a text is; a little generous, so that nothing touches its edge."""
    units = sum(
        0.34 if c in NARROW_GLYPHS else 0.86 if c in WIDE_GLYPHS else 0.66 if c.isupper() else 0.57 for c in text
    )
    return units * size


def wrap(text: str, width: float, size: float) -> list[str]:
    """Break a text into lines that fit; a single word that is too long is cut where it must be."""
    lines: list[str] = []
    current = ""
    for word in _pieces(text, width, size):
        candidate = f"{current} {word}".strip()
        if current and text_width(candidate, size) > width:
            lines.append(current)
            current = word
        else:
            current = candidate
    return [*lines, current] if current else lines


def _pieces(text: str, width: float, size: float) -> list[str]:
    """The words of a text, with words longer than a line cut up."""
    pieces: list[str] = []
    for word in text.split():
        rest = word
        while text_width(rest, size) > width and len(rest) > 1:
            cut = len(rest) - 1
            while cut > 1 and text_width(rest[:cut], size) > width:
                cut -= 1
            pieces.append(rest[:cut])
            rest = rest[cut:]
        pieces.append(rest)
    return pieces


def circle_text(text: str, size: float, smallest: int = 56) -> tuple[int, list[str]]:
    """Return a radius that holds the text, and its lines: small, but not at the price of many short lines."""
    best: tuple[int, int, list[str]] | None = None
    for width in range(70, 190, 8):
        lines = wrap(text, width, size)
        radius = smallest
        for index, line in enumerate(lines):
            offset = abs(index - (len(lines) - 1) / 2) * LINE + LINE / 2
            radius = max(radius, ceil(sqrt((text_width(line, size) / 2) ** 2 + offset**2)) + 9)
        cost = radius + 3 * len(lines)
        if best is None or cost < best[0]:
            best = (cost, radius, lines)
    return best[1:] if best else (smallest, [])
