"""One function turns a unit's content into HTML, for the preview and for publication alike.

Nothing personal, no token and no answer key is in it; the reader puts answers in place of the markers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import override
from wagtail.blocks import ListBlock, StreamBlock, StreamValue, StructBlock
from wagtail.models import Page

from learning.models import Question, ResourcePage, UnitPage, Vignette


def render_unit_body(unit_page: UnitPage) -> SafeString:
    """The unit's content in the unit's language."""
    return _render(unit_page.body, unit_page.locale.language_code)


def render_resource_body(page: ResourcePage) -> SafeString:
    """The resource's content in its language."""
    return _render(page.body, page.locale.language_code)


def _render(body: StreamValue, language: str) -> SafeString:
    with override(language):
        return render_to_string("components/streamfield/body.html", {"value": body})


def plain_text(html: str) -> str:
    """The words alone, for search."""
    return " ".join(strip_tags(html.replace("<", " <")).split())


def linked(body: StreamValue) -> list[Model]:
    """Every question, picture and resource that the content shows, in order, each once."""
    found: dict[tuple[str, Any], Model] = {}
    for child in body:
        for row in _rows(child.block, child.value):
            found.setdefault((row._meta.label_lower, row.pk), row)
    return list(found.values())


def _rows(block: Any, value: Any) -> Iterator[Model]:
    if isinstance(value, Model):
        yield value
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from _rows(child, value.get(name))
    elif isinstance(block, ListBlock):
        for item in value:
            yield from _rows(block.child_block, item)
    elif isinstance(block, StreamBlock):
        for item in value:
            yield from _rows(item.block, item.value)


def fingerprint(*marks: object) -> str:
    """SHA-256 over revisions and versions, in the order given."""
    return hashlib.sha256("\n".join(map(str, marks)).encode()).hexdigest()


def version_of(row: Model) -> str:
    """What changes whenever the row's content does."""
    if isinstance(row, (Question, Vignette)):
        return f"{row._meta.model_name}:{row.translation_key}:{row.latest_revision_id}"
    if isinstance(row, Page):
        return f"page:{row.pk}:{row.live_revision_id}:{row.url_path}"
    return f"{row._meta.label_lower}:{row.pk}:{getattr(row, 'file_hash', '')}"
