"""Addresses of other parts of supervision, which may not be there."""

from django.urls import NoReverseMatch, reverse


def place(name: str, *arguments: object) -> str:
    """Where the view is, or nothing while no part offers it."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
