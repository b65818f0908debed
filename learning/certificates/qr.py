"""The square that opens the checking page: fixed size and mask for a length of address, so it is quick and stable."""

import segno

ERROR = "m"
MASK = 4
DARK, LIGHT = "#1f2a2e", "#ffffff"
# How many bytes fit at error correction M; the first that is large enough is used.
VERSIONS = ((5, 84), (6, 106), (8, 152), (10, 213), (14, 362))


class AddressTooLongError(ValueError):
    """The site's address is too long for a square that still scans in print."""


def svg(text: str) -> str:
    """The square as SVG with the quiet zone it needs, in modules, to be sized by the page."""
    return str(_code(text).svg_inline(scale=1, border=4, dark=DARK, light=LIGHT, omitsize=True))


def png(text: str) -> str:
    """The same square as an address of a small picture: on paper a picture is drawn far quicker than 400 paths."""
    return str(_code(text).png_data_uri(scale=4, border=4, dark=DARK, light=LIGHT))


def _code(text: str) -> segno.QRCode:
    return segno.make_qr(text, error=ERROR, version=_version(text), mask=MASK, boost_error=False, mode="byte")


def _version(text: str) -> int:
    size = len(text.encode())
    for version, room in VERSIONS:
        if size <= room:
            return version
    raise AddressTooLongError(f"{size} bytes")
