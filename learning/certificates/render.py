"""The document as a tagged PDF on one page. The only importer of WeasyPrint, and only when a page is made.

Nothing is fetched but the named files of this folder: no network, no other file, whatever the text says.
"""

from __future__ import annotations

import base64
import logging
import os
import re
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

from learning.certificates import qr
from learning.certificates.claims import refuse_claims
from learning.certificates.codes import grouped
from learning.certificates.design import ART, COLOURS
from learning.certificates.structure import mark_second_language
from learning.certificates.words import long_date

if TYPE_CHECKING:
    from learning.certificates.document import Document

FOLDER = Path(__file__).resolve().parent
SCHEME = "hearth"
PAGES = {"doorway": "art/a-page.svg", "street": "art/b-page.svg", "threshold": "art/c-page.svg"}
PAGES["plain"] = "art/a-border.svg"
NAMED_FILES = {
    "mark": ("art/mark.svg", "image/svg+xml"),
    "sans": ("fonts/atkinson-hyperlegible-next-400.ttf", "font/ttf"),
    "sans-bold": ("fonts/atkinson-hyperlegible-next-700.ttf", "font/ttf"),
    "serif": ("fonts/literata-600.ttf", "font/ttf"),
}
ART_NAMES = {f"{layout}-{colour}": (layout, colour) for layout in PAGES for colour in ART}
VARIANT = "pdf/ua-1"
# The file's clock, so that the same document gives the same bytes: midnight, 1 January 2026.
CLOCK = "1767225600"
# Sizes tried one after another until everything stands on one page: the class on <body>.
FITS = ("fit-0", "fit-1", "fit-2", "fit-3", "fit-4", "fit-5", "fit-6")
LONG_ISSUER = 90
INSTALL_HINT = (
    "PDF files need Pango: apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)

_lock = threading.Lock()


class RenderError(Exception):
    """No file can be made here and now."""


def render_html(document: Document, fit: str = "fit-0", shown: int | None = None) -> str:
    """The page's HTML. Everything that people wrote is escaped by the template."""
    outcomes = document.outcomes if shown is None else document.outcomes[:shown]
    left_out = len(document.outcomes) - len(outcomes)
    language = document.language
    said = document.said
    issuers = _issuers(document)
    return render_to_string(
        "learning/certificates/print.html",
        {
            "document": document,
            "said": said,
            "design": document.design,
            "logo": _logo(document),
            "art": f"{SCHEME}:{document.design.layout}-{document.design.colour}",
            "art_text": said[f"art_{document.design.layout}"],
            "both": [(shown_in, document.said_in(shown_in)) for shown_in in document.languages],
            "titles": [(shown_in, document.title(shown_in)) for shown_in in document.languages],
            "issuers": issuers,
            "long_issuer": sum(len(name) for _language, name in issuers) > LONG_ISSUER,
            "issued_on": long_date(document.issued_on, language),
            "outcomes": outcomes,
            "left_out": left_out,
            "left_out_text": said["more"].format(count=left_out),
            "fit": fit,
            "code_lines": (grouped(document.code[:15]) + "-", grouped(document.code)[18:]),
            "qr": qr.png(document.verify_url),
            "qr_text": said["qr"].format(code=document.grouped_code),
        },
    )


def _logo(document: Document) -> str:
    """The organisation's picture within the page; it was written anew when it came in."""
    logo = document.design.logo
    return f"data:image/png;base64,{base64.b64encode(logo).decode('ascii')}" if logo else ""


def _issuers(document: Document) -> list[tuple[str, str]]:
    """The issuer in each printed language, once where the names are equal; the first alone if they are very long."""
    names = [(shown_in, document.issuer_in(shown_in)) for shown_in in document.languages]
    if len(names) == 2 and (names[0][1] == names[1][1] or sum(len(name) for _language, name in names) > 200):
        return names[:1]
    return names


def render_pdf(document: Document) -> bytes:
    """The document on one A4 page; the same document gives the same bytes."""
    return _safely(document.serial, lambda: _render(document))


def render_sheets(html: str, style: str) -> bytes:
    """Any other page of the house, on as many sheets as it takes, with the same closed fetcher, clock and fonts."""

    def make() -> bytes:
        os.environ.setdefault("SOURCE_DATE_EPOCH", CLOCK)
        return bytes(_engine(style).lay_out(html).write_pdf(pdf_variant=VARIANT))

    return _safely("sheets", make)


def _safely(name: str, make: Callable[[], bytes]) -> bytes:
    try:
        with _lock:
            return make()
    except Exception as error:
        raise RenderError(f"{name}: {error}") from error
    except BaseException as error:
        # WeasyPrint's FatalURLFetchingError is no Exception: caught by name, so that one page can't stop a worker.
        if type(error).__name__ != "FatalURLFetchingError":
            raise
        raise RenderError(f"{name}: {error}") from error


def _render(document: Document) -> bytes:
    os.environ.setdefault("SOURCE_DATE_EPOCH", CLOCK)
    engine = _engine(_certificate_style())
    for laid in _layouts(document):
        for fit, shown in _tries(len(document.outcomes)):
            laid_out = engine.lay_out(render_html(laid, fit, shown))
            if len(laid_out.pages) == 1:
                return bytes(laid_out.write_pdf(pdf_variant=VARIANT, finisher=_finisher(document)))
    raise RenderError(f"{document.serial}: it does not fit on one page")


def _layouts(document: Document) -> list[Document]:
    """The document in its own layout; then, for more than fits there, in the plain one, which has most room."""
    return [document, replace(document, design=replace(document.design, layout="plain"))]


def _finisher(document: Document) -> Any:
    def finish(_laid_out: Any, pdf: Any) -> None:
        import pydyf  # noqa: PLC0415 - comes with WeasyPrint

        elements = [
            item for item in pdf.objects if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/StructElem"
        ]
        mark_second_language(elements, document.languages[1], pydyf.String)

    return finish if document.is_bilingual else None


def _tries(outcomes: int) -> list[tuple[str, int | None]]:
    """Every size first with all outcomes; then the smallest with ever fewer."""
    return [(fit, None) for fit in FITS] + [(FITS[-1], shown) for shown in range(outcomes - 1, -1, -1)]


def pango_problem() -> str:
    """What is missing to make files, as one line to run; empty if nothing is."""
    try:
        import weasyprint  # noqa: F401, PLC0415
    except (ImportError, OSError):
        return INSTALL_HINT
    return ""


class _Engine:
    """WeasyPrint kept warm: its fonts, the parsed style sheet and the art are read once per process."""

    def __init__(self, style: str) -> None:
        import weasyprint  # noqa: PLC0415 - loads Pango, which may be absent
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

        logging.getLogger("weasyprint").setLevel(logging.ERROR)
        logging.getLogger("fontTools").setLevel(logging.ERROR)
        self._weasyprint = weasyprint
        self._fetcher = closed_fetcher()
        self._fonts = FontConfiguration()
        self._css = weasyprint.CSS(string=style, font_config=self._fonts, url_fetcher=self._fetcher)
        self._images: dict[str, Any] = {}

    def lay_out(self, html: str) -> Any:
        """The pages. Only the named art stays in the cache."""
        images = dict(self._images)
        page = self._weasyprint.HTML(string=html, url_fetcher=self._fetcher, base_url=None)
        laid_out = page.render(
            font_config=self._fonts,
            stylesheets=[self._css],
            presentational_hints=False,
            cache=images,
            pdf_variant=VARIANT,
        )
        self._images.update({key: value for key, value in images.items() if str(key).startswith(f"{SCHEME}:")})
        return laid_out


@cache
def _engine(style: str) -> _Engine:
    return _Engine(style)


@cache
def _certificate_style() -> str:
    colours = (
        f".{name} {{ --dark: {dark}; --second: {second}; --accent: {accent}; }}\n"
        for name, (dark, second, accent) in COLOURS.items()
    )
    return refuse_claims((FOLDER / "print.css").read_text(encoding="utf-8") + "".join(colours))


def closed_fetcher() -> Any:
    """Answers `data:` addresses and the names of this folder and its art, and refuses everything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class ClosedFetcher(URLFetcher):
        def __init__(self) -> None:
            super().__init__(allowed_protocols=("data",), allow_redirects=False)

        def fetch(self, url: str, headers: Any = None) -> Any:
            scheme, _colon, name = url.partition(":")
            if scheme == SCHEME and (name in NAMED_FILES or name in ART_NAMES):
                body, kind = _named_file(name)
                return URLFetcherResponse(url, body, {"Content-Type": kind})
            return super().fetch(url, headers)

    return ClosedFetcher()


@cache
def _named_file(name: str) -> tuple[bytes, str]:
    if name in ART_NAMES:
        return _art(*ART_NAMES[name]), "image/svg+xml"
    path, kind = NAMED_FILES[name]
    return (FOLDER / path).read_bytes(), kind


def _art(layout: str, colour: str) -> bytes:
    """The layout's art in the design's colours, each replaced once."""
    drawn = (FOLDER / PAGES[layout]).read_text(encoding="utf-8")
    return re.sub("#[0-9A-F]{6}", lambda found: ART[colour].get(found.group(0), found.group(0)), drawn).encode()
