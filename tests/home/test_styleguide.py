"""The look: what every page weighs, that colours can be read, and that the style guide shows it all."""

import gzip
import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

STATIC = Path(settings.BASE_DIR) / "static"
TOKENS = (STATIC / "css/tokens.css").read_text()
PAIRS = [
    ("ink", "paper"), ("ink", "card"), ("ink", "sand"), ("ink2", "paper"), ("ink2", "card"), ("ink2", "sand"),
    ("pine", "paper"), ("pine", "card"), ("pine", "pine-l"), ("on-pine", "pine"), ("on-pine", "pine-d"), ("on-bar", "bar"),
    ("on-bar2", "bar"), ("clay", "paper"), ("clay", "clay-l"), ("honey-d", "honey-l"), ("plum", "plum-l"), ("sky", "sky-l"),
    ("red", "card"), ("green", "green-l"), ("ink", "honey-l"), ("ink", "clay-l"), ("ink", "sky-l"), ("ink", "plum-l"), ("ink", "pine-l"),
]  # fmt: skip
BORDERS = [("ctl", "card"), ("ctl", "paper"), ("red", "card"), ("green", "green-l")]


def declarations(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z0-9-]+):\s*([^;]+);", css))


def block_after(selector: str) -> str:
    start = TOKENS.index(selector)
    return TOKENS[start : TOKENS.index("}", start)]


LIGHT = declarations(block_after(":root {"))
DARK = {**LIGHT, **declarations(block_after(":root[data-theme=dark]"))}
PALETTES = {
    "light": LIGHT,
    "dark": DARK,
    **{tint: {**LIGHT, **declarations(block_after(f":root[data-tint={tint}]"))} for tint in ("cream", "blue", "green")},
}


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read_on_its_ground(palette: str, text: str, ground: str) -> None:
    colours = PALETTES[palette]
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize(("line", "ground"), BORDERS)
def test_edges_of_controls_can_be_seen(palette: str, line: str, ground: str) -> None:
    assert contrast(PALETTES[palette][line], PALETTES[palette][ground]) >= 3


def test_dark_by_system_and_dark_by_choice_are_the_same() -> None:
    by_system = declarations(block_after(":root:not([data-theme=light])"))
    by_choice = declarations(block_after(":root[data-theme=dark]"))
    assert by_system == by_choice
    assert by_system


@pytest.mark.django_db
def test_the_first_view_weighs_at_most_90_kb_with_its_font(client: Client) -> None:
    html = client.get("/styleguide/").content.decode()
    addresses = set(re.findall(r'<link rel="(?:stylesheet|preload)" href="/static/([^"]+)"', html))
    assert any(address.endswith(".woff2") for address in addresses)
    files = [STATIC / address for address in addresses] + [STATIC / "icons/sprite.svg"]
    assert sum(file.stat().st_size for file in files) + len(html) <= 132_000, "before compression"
    assert sum(_sent(file) for file in files) + len(html.encode()) // 4 <= 90_000


def _sent(file: Path) -> int:
    data = file.read_bytes()
    return len(data) if file.suffix == ".woff2" else len(gzip.compress(data, 6))


@pytest.mark.django_db
def test_headings_never_skip_a_level(client: Client) -> None:
    html = client.get("/styleguide/").content.decode()
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "reading", ["theme=dark", "size=xl", "tint=cream", "spacing=wide", "font=plain", "decorations=off"]
)
def test_how_someone_reads_reaches_the_page(client: Client, reading: str) -> None:
    key, _, value = reading.partition("=")
    assert f'data-{key}="{value}"' in client.get(f"/styleguide/?{reading}").content.decode()


def test_fonts_come_with_their_licence() -> None:
    licence = (STATIC / "fonts/OFL.txt").read_text()
    for words in (
        "SIL OPEN FONT LICENSE Version 1.1",
        "Atkinson Hyperlegible Next Project Authors",
        "Literata Project Authors",
    ):
        assert words in licence
