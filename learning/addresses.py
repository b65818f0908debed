"""Addresses of the reading path in a given language."""

from functools import lru_cache

from django.urls import reverse
from django.utils.translation import override


@lru_cache(maxsize=4096)
def learn_address(language: str, module_slug: str, *rest: str) -> str:
    """The module's address, a unit's with its slug, or the final check's with `check`."""
    with override(language):
        if not rest:
            return reverse("module", args=[module_slug])
        if rest[0] == "check":
            return reverse("final_check", args=[module_slug])
        return reverse("unit", args=[module_slug, rest[0]])


@lru_cache(maxsize=4096)
def unit_address(language: str, name: str, *arguments: str) -> str:
    """What belongs to a unit, such as where its form is sent: by the name of its URL, in the language of the page."""
    with override(language):
        return reverse(name, args=arguments)
