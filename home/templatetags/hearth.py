"""Hearth's one tag module: short texts with marks, icons, and pictures of progress."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from home import markup
from home.kept import kept, kepteach
from home.outline import Outlined, outline
from home.today import Panel

register = template.Library()
register.tag(kept)
register.tag(kepteach)


@register.filter
def inline(text: object) -> SafeString:
    """**bold**, *emphasis*, [link](address) and ____ in a short text; everything else is escaped."""
    return markup.inline(str(text or ""))


@register.filter
def blanks(html: object) -> SafeString:
    """Lines to write on in HTML that is already safe (rich text of a worksheet)."""
    return markup.blanks(str(html or ""))


@register.filter
def outlined(stream: Iterable[Any]) -> list[Outlined]:
    """The blocks of a stream, each with the level its title has."""
    return outline(stream)


@register.simple_tag
def today_panel(panel: Panel, request: HttpRequest) -> SafeString:
    """A panel of Today with its own context only."""
    return SafeString(render_to_string(panel.template, panel.context, request=request))


@register.simple_tag
@lru_cache(maxsize=500)
def icon(name: str, size: int = 20, label: str = "") -> SafeString:
    """One icon of the sprite; silent beside a word, named where it stands alone."""
    sprite = static("icons/sprite.svg")
    if label:
        return format_html(
            '<svg class="icon" width="{0}" height="{0}" role="img" aria-label="{1}"><use href="{2}#i-{3}"></use></svg>',
            size, label, sprite, name,
        )  # fmt: skip
    return format_html(
        '<svg class="icon" width="{0}" height="{0}" aria-hidden="true"><use href="{1}#i-{2}"></use></svg>',
        size, sprite, name,
    )  # fmt: skip


@register.filter
def field_type(bound_field: object) -> str:
    """The kind of control a form field is drawn with: text, choices, check, file or hidden."""
    widget = getattr(getattr(bound_field, "field", None), "widget", None)
    name = type(widget).__name__ if widget is not None else ""
    kinds = {
        "CheckboxInput": "check", "RadioSelect": "choices", "CheckboxSelectMultiple": "choices",
        "ClearableFileInput": "file", "HiddenInput": "hidden",
    }  # fmt: skip
    return kinds.get(name, "text")
