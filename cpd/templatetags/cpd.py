"""Time in words."""

from __future__ import annotations

from django import template

from cpd import telling

register = template.Library()
register.filter(telling.duration)
