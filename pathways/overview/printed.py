"""The manager's report on paper: its own HTML and style, drawn by the house's one maker of PDF files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

from learning.certificates.render import render_sheets

if TYPE_CHECKING:
    from pathways.services.reporting import Report

COLUMNS_ACROSS = 8


def pdf_of(report: Report, language: str) -> bytes:
    """A tagged PDF in the language in force."""
    context = {"report": report, "parts": list(_parts(report)), "language": language}
    style = render_to_string("pathways/report_print.css")
    return render_sheets(render_to_string("pathways/report_print.html", context), style)


def _parts(report: Report) -> Iterator[dict[str, Any]]:
    """The heatmap in pieces that are no wider than the page."""
    heatmap = report.heatmap
    for first in range(0, len(heatmap.columns), COLUMNS_ACROSS):
        across = slice(first, first + COLUMNS_ACROSS)
        lines = [(line, line.cells[across]) for line in heatmap.lines]
        yield {"columns": heatmap.columns[across], "lines": lines, "is_first": first == 0}
