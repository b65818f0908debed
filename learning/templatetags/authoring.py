"""Previews show what publication would: the body by the one render function, markers left out."""

import re

from django import template
from django.utils.safestring import SafeString, mark_safe

from learning.models import ModulePage, ResourcePage, UnitPage
from learning.rendering import render_resource_body, render_unit_body

register = template.Library()
MARKER = re.compile(r"⟦[a-z]+:[^⟧]*⟧")


@register.simple_tag
def unit_body(unit: UnitPage) -> SafeString:
    """The unit's content, as nobody has answered it yet."""
    return mark_safe(MARKER.sub("", render_unit_body(unit)))  # noqa: S308 -- rendered by our own templates


@register.simple_tag
def resource_body(page: ResourcePage) -> SafeString:
    """The resource's content."""
    return render_resource_body(page)


@register.filter
def is_part_of_a_module(page: object) -> bool:
    """Published only with its module."""
    return isinstance(page, (ModulePage, UnitPage))
