"""A whole case on one page: its picture and its script, for authors, reviewers and paper."""

from __future__ import annotations

from typing import Any

from django import template

from learning import branches
from learning.vignette_rules import Content, Fault, faults

register = template.Library()


@register.simple_tag
def case_drawing(case: Content) -> branches.Drawing:
    """Boxes and arrows."""
    return branches.drawing(case)


@register.simple_tag
def case_script(case: Content, prefix: str = "") -> dict[str, Any]:
    """Scenes, choices and endings in order."""
    return branches.script(case, prefix)


@register.simple_tag
def case_faults(case: Content) -> list[Fault]:
    """What still has to be put right."""
    return faults(case)
