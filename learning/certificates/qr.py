"""The square that opens the checking page: fixed size and mask for a length of address, so it is quick and stable."""

import segno

ERROR = "m"
MASK = 4
# How many bytes fit at error correction M; the first that is large enough is used.
VERSIONS = ((5, 84), (6, 106), (8, 152), (10, 213), (14, 362))


class AddressTooLongError(ValueError):
    """The site's address is too long for a square that still scans in print."""


def svg(text: str) -> str:
    """The square as SVG with the quiet zone it needs, in modules, to be sized by the page."""
    code = segno.make_qr(text, error=ERROR, version=_version(text), mask=MASK, boost_error=False, mode="byte")
    return str(code.svg_inline(scale=1, border=4, dark="#1f2a2e", light="#ffffff", omitsize=True))


def _version(text: str) -> int:
    size = len(text.encode())
    for version, room in VERSIONS:
        if size <= room:
            return version
    raise AddressTooLongError(f"{size} bytes")
