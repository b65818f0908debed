"""Draws the picture that stands for a news post when someone shares it: 1200 x 630, title, date, the house mark."""

import hashlib
from functools import cache
from io import BytesIO

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)
PAPER, PINE, INK, SOFT, HONEY = "#FBF8F3", "#0A433E", "#1F2A2E", "#4A585C", "#F2B63C"
MARGIN, WIDEST = 80, 820
FONT = "atkinson-hyperlegible-next-latin-wght-normal.woff2"
TITLE_SIZES = (68, 60, 52, 46, 40)
MOST_LINES = 5
DRAWING = "1"


def digest(*facts: str) -> str:
    """Changes when anything on the card, or the way it is drawn, changes."""
    return hashlib.sha256("\x1f".join((DRAWING, *facts)).encode()).hexdigest()[:16]


def draw(title: str, line: str) -> bytes:
    """The PNG; the same words give the same bytes."""
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, SIZE[0], 28), fill=PINE)
    pen.rectangle((0, 28, SIZE[0], 34), fill=HONEY)
    _arches(pen, 985, 400)
    _arches_mark(image, (MARGIN, 84))
    pen.text((MARGIN + 84, 90), "Hearth", font=_font(44, 760), fill=PINE)
    lines, size = _fitted(title)
    top = 210
    for words in lines:
        pen.text((MARGIN, top), words, font=_font(size, 760), fill=INK)
        top += round(size * 1.2)
    pen.text((MARGIN, SIZE[1] - 96), line, font=_font(30, 500), fill=SOFT)
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


@cache
def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(settings.BASE_DIR / "static" / "fonts" / FONT), size)
    font.set_variation_by_axes([weight])
    return font


def _fitted(title: str) -> tuple[list[str], int]:
    """The title in lines, as large as it fits; one too long for the smallest ends in an ellipsis."""
    lines: list[str] = []
    for size in TITLE_SIZES:
        lines = _wrapped(title, size)
        if len(lines) * size * 1.2 <= 300:
            return lines, size
    return [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1] + " …"], TITLE_SIZES[-1]


def _wrapped(title: str, size: int) -> list[str]:
    font = _font(size, 760)
    lines = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > WIDEST:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _arches(pen: ImageDraw.ImageDraw, middle: int, top: int) -> None:
    """The doorway: a family in its systems, large at the right edge."""
    for radius, colour in ((190, "#CFE6E1"), (135, "#F6D9C9"), (80, HONEY)):
        box = (middle - radius, top - radius, middle + radius, top + radius)
        pen.arc(box, 180, 360, fill=colour, width=34)
        pen.rectangle((middle - radius, top, middle - radius + 33, SIZE[1]), fill=colour)
        pen.rectangle((middle + radius - 33, top, middle + radius, SIZE[1]), fill=colour)


def _arches_mark(image: Image.Image, at: tuple[int, int]) -> None:
    mark = Image.open(settings.BASE_DIR / "static" / "logo" / "icon-192.png").convert("RGBA").resize((64, 64))
    image.paste(mark, at, mark)
