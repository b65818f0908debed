"""The log and the training record on paper: as tagged PDF, or as a page that carries its style with it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from learning.certificates.render import render_sheets

STYLE = settings.BASE_DIR / "static" / "css" / "cpd-sheet.css"


def pdf(template: str, context: dict[str, Any]) -> bytes:
    """As many sheets as it takes; raises RenderError."""
    return render_sheets(render_to_string(template, context | {"style": ""}), STYLE.read_text(encoding="utf-8"))


def page(template: str, context: dict[str, Any]) -> str:
    """The same to keep and open anywhere; fonts, which only paper can load, are left out."""
    lines = STYLE.read_text(encoding="utf-8").splitlines()
    kept = "\n".join(line for line in lines if not line.startswith("@font-face"))
    return render_to_string(template, context | {"style": SafeString(f"<style>{kept}</style>")})
