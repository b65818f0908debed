"""Records on paper: a PDF, or the same as a page where Pango is missing, marked on every sheet with who and when.

The file's own facts (title, dates) are the same for every record, so that they say nothing of one.
"""

from __future__ import annotations

import datetime
import logging
from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from learning.certificates.render import RenderError, pango_problem, render_sheets
from supervision.spelled import Spelled

logger = logging.getLogger(__name__)
STYLE = settings.BASE_DIR / "static" / "css" / "sheet.css"


@dataclass(frozen=True)
class Sheet:
    """What is printed: a heading, records as lines, who took it, and a hash where it is a pack."""

    heading: str
    about: str
    records: tuple[Spelled, ...]
    by: str
    seal: str = ""
    at: datetime.datetime = field(default_factory=timezone.now)


def answer(sheet: Sheet, name: str) -> HttpResponse:
    """The file to save, never stored on the way; `name` says nothing of its content."""
    if not pango_problem():
        try:
            return _file(pdf(sheet), "application/pdf", f"{name}.pdf")
        except RenderError:
            logger.exception("a record could not be printed as a PDF")
    return _file(html(sheet, on_screen=True).encode(), "text/html; charset=utf-8", f"{name}.html")


def pdf(sheet: Sheet) -> bytes:
    """As tagged PDF; raises RenderError."""
    return render_sheets(html(sheet), STYLE.read_text(encoding="utf-8"))


def html(sheet: Sheet, *, on_screen: bool = False) -> str:
    """The page; on screen it carries its style with it, so that a saved copy looks the same."""
    style = own_style() if on_screen else ""
    return render_to_string("supervision/keeping/sheet.html", {"sheet": sheet, "style": style})


def own_style() -> SafeString:
    """The style sheet as an element, for saved pages: the fonts, which only paper can load, are left out."""
    lines = STYLE.read_text(encoding="utf-8").splitlines()
    kept = "\n".join(line for line in lines if not line.startswith("@font-face"))
    return SafeString(f"<style>{kept}</style>")


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
