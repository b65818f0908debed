"""The document as a tagged PDF. The only importer of WeasyPrint, and only when a page is made."""

from learning.certificates.document import Document


class RenderError(Exception):
    """No file can be made here and now."""


def render_pdf(document: Document) -> bytes:
    """The document's page."""
    raise RenderError(f"{document.serial}: there is no page yet")
